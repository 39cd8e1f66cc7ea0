// Writes the store's books; a property that is null is taken away.
// @param properties Map
// @index store_name
// @hits 4
MATCH (s:ClewlineStore {name: 'graph'})
SET s += $properties

// Reads the store's own node.
// @returns store Map
// @index store_name
// @hits 14
MATCH (s:ClewlineStore {name: 'graph'})
RETURN properties(s) AS store

// Locks the store's own node until the end of the transaction and reads it: writers queue here.
// @param now Integer
// @returns store Map
// @index store_name
// @hits 15
MATCH (s:ClewlineStore {name: 'graph'})
SET s.lockedAt = $now
RETURN properties(s) AS store

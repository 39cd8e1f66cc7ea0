// Every entity from this key on, with all that is held of it.
// @param from String
// @returns key String
// @returns properties Map
// @index entity_key
// @hits 1882
MATCH (n:Entity)
WHERE n.key >= $from
RETURN n.key AS key, properties(n) AS properties
ORDER BY key

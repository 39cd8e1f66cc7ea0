// Every entity with all that is held of it.
// @returns key String
// @returns properties Map
// @hits 1882
MATCH (n:Entity)
RETURN n.key AS key, properties(n) AS properties

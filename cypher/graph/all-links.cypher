// Every link of the entities from this key on, with all that is held of it.
// @param from String
// @returns type String
// @returns from String
// @returns to String
// @returns properties Map
// @index entity_key
// @hits 10278
MATCH (a:Entity)
WHERE a.key >= $from
WITH a, a.key AS from
ORDER BY from
MATCH (a)-[r:__LINK_TYPES__]->(b)
RETURN type(r) AS type, from, b.key AS to, properties(r) AS properties

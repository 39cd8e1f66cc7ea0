// Every event of the entities from this key on, with all that is held of it.
// @param from String
// @returns type String
// @returns from String
// @returns to String
// @returns properties Map
// @index entity_key
// @hits 6060
MATCH (a:Entity)
WHERE a.key >= $from
WITH a, a.key AS from
ORDER BY from
MATCH (a)-[e:__EVENT_TYPES__]->(b)
RETURN type(e) AS type, from, b.key AS to, properties(e) AS properties

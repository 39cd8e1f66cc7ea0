// Every event with all that is held of it.
// @returns type String
// @returns from String
// @returns to String
// @returns properties Map
// @hits 6060
MATCH (a:Entity)-[e:__EVENT_TYPES__]->(b)
RETURN type(e) AS type, a.key AS from, b.key AS to, properties(e) AS properties

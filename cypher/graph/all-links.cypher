// Every link with all that is held of it.
// @returns type String
// @returns from String
// @returns to String
// @returns properties Map
// @hits 10278
MATCH (a:Entity)-[r:__LINK_TYPES__]->(b)
RETURN type(r) AS type, a.key AS from, b.key AS to, properties(r) AS properties

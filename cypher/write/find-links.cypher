// Reads the links of one type that are there between these pairs.
// @for TYPE DrawnType
// @param pairs List<List<Integer>>
// @returns position Integer
// @returns link Integer
// @returns properties Map
UNWIND $pairs AS pair
MATCH (a)
WHERE id(a) = pair[1]
MATCH (b)
WHERE id(b) = pair[2]
MATCH (a)-[r:__TYPE__]->(b)
RETURN pair[0] AS position, id(r) AS link, properties(r) AS properties

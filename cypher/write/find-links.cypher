// Reads the links of one type that are there between these pairs: from the end with fewer, for the other may have very many.
// @for TYPE DrawnType
// @param pairs List<List<Integer>>
// @returns position Integer
// @returns link Integer
// @returns properties Map
// @hits 228
UNWIND $pairs AS pair
MATCH (a)
WHERE id(a) = pair[1]
MATCH (b)
WHERE id(b) = pair[2]
CALL (a, b) {
  MATCH (a)-[r:__TYPE__]->(b)
  RETURN r
}
RETURN pair[0] AS position, id(r) AS link, properties(r) AS properties

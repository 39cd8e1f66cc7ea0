// The events of one type that tie these pairs together.
// @for TYPE EventType
// @param pairs List<List<Integer>>
// @returns id String
// @hits 204
UNWIND $pairs AS pair
MATCH (a)
WHERE id(a) = pair[0]
MATCH (b)
WHERE id(b) = pair[1]
CALL (a, b) {
  MATCH (a)-[e:__TYPE__]->(b)
  WHERE e.void IS NULL
  RETURN e
}
RETURN DISTINCT e.id AS id

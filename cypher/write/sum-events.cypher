// Sums the events of one type that tie these pairs together.
// @for TYPE EventType
// @param pairs List<List<Integer>>
// @returns position Integer
// @returns count Integer
// @returns first Integer
// @returns last Integer
// @hits 192
UNWIND $pairs AS pair
MATCH (a)
WHERE id(a) = pair[1]
MATCH (b)
WHERE id(b) = pair[2]
CALL (a, b) {
  MATCH (a)-[e:__TYPE__]->(b)
  WHERE e.void IS NULL
  RETURN e
}
RETURN pair[0] AS position, count(e) AS count, min(e.at) AS first, max(e.at) AS last

// The events that name the second of a pair and speak of the first.
// @param pairs List<List<Integer>>
// @returns type String
// @returns id String
// @hits 283
UNWIND $pairs AS pair
MATCH (a)
WHERE id(a) = pair[0]
MATCH (b)
WHERE id(b) = pair[1]
CALL (a, b) {
  MATCH (a)-[i:INVOLVED]->(b)
  WHERE i.void IS NULL
  RETURN i
}
RETURN DISTINCT i.event AS type, i.id AS id

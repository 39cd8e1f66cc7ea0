// Sums the events that name the second of a pair and speak of the first.
// @param pairs List<List<Integer>>
// @returns position Integer
// @returns count Integer
// @returns first Integer
// @returns last Integer
// @hits 238
UNWIND $pairs AS pair
MATCH (a)
WHERE id(a) = pair[1]
MATCH (b)
WHERE id(b) = pair[2]
CALL (a, b) {
  MATCH (a)-[i:INVOLVED]->(b)
  WHERE i.void IS NULL
  RETURN i
}
RETURN pair[0] AS position, count(i) AS count, min(i.at) AS first, max(i.at) AS last

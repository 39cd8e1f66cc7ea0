// The links with both ends in a set: those of an entity with few are read, those of one with many are looked up.
// @param keys List<String>
// @param from Integer
// @param to Integer
// @param limit Integer
// @param codes Map
// @returns type String
// @returns from String
// @returns to String
// @returns fromDegree Integer
// @returns toDegree Integer
// @returns properties Map
// @index entity_key
// @hits 436
UNWIND $keys AS key
MATCH (n:Entity {key: key})
WITH collect(n) AS nodes
UNWIND nodes AS a
CALL (a, nodes) {
  WITH a
  WHERE a.degree <= 4 * size($keys)
  MATCH (a)-[r:__DRAWN_TYPES__]->(b)
  WHERE b.key IN $keys
  RETURN r, b
  UNION ALL
  WITH a, nodes
  WHERE a.degree > 4 * size($keys)
  UNWIND nodes AS b
  MATCH (a)-[r:__DRAWN_TYPES__]->(b)
  RETURN r, b
}
WITH a, r, b, CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS drawn
WHERE (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1) OR r.removedAt > $to)
  AND ($to IS NULL OR r.firstSeen IS NULL OR r.firstSeen <= $to)
  AND ($from IS NULL OR r.lastSeen IS NULL OR r.lastSeen >= $from)
RETURN drawn AS type, a.key AS from, b.key AS to, a.degree AS fromDegree, b.degree AS toDegree,
  properties(r) AS properties
ORDER BY $codes[drawn], a.key, b.key
LIMIT $limit

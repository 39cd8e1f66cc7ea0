// The strongest links of each entity, and how many it has: the strength is that of domain/link-strength.ts.
// @param keys List<String>
// @param types List<String>
// @param from Integer
// @param to Integer
// @param limit Integer
// @param weights Map
// @param codes Map
// @param withEnds Boolean
// @returns key String
// @returns degree Integer
// @returns total Integer
// @returns isForward Boolean
// @returns type String
// @returns other String
// @returns otherDegree Integer
// @returns properties Map
// @returns end Map
// @index entity_key
// @hits 1331
UNWIND $keys AS key
MATCH (s:Entity {key: key})
WITH s, coalesce(s.degree, 0) AS own
CALL (s, own) {
  MATCH (s)-[r:__DRAWN_TYPES__]-(m)
  WHERE (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1) OR r.removedAt > $to)
    AND ($to IS NULL OR r.firstSeen IS NULL OR r.firstSeen <= $to)
    AND ($from IS NULL OR r.lastSeen IS NULL OR r.lastSeen >= $from)
    AND (m.removedAt IS NULL OR m.removedAt > $to)
  WITH r, CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS drawn, r.count AS count, m.degree AS degree
  WHERE $types IS NULL OR drawn IN $types
  // Alike ones are ranked once: to sort thousands of links one by one took half of the time.
  WITH drawn, count, CASE WHEN degree > own THEN degree ELSE own END AS crowd, collect(r) AS links
  WITH drawn, links,
    round($weights[drawn]
      * (1 - 0.35 / sqrt(CASE WHEN count > 1 THEN count ELSE 1 END))
      * (1 / (1 + CASE WHEN crowd > 2 THEN log(crowd / 2.0) / 0.6931471805599453 ELSE 0 END / 4))
      * 1000000) AS strength
  ORDER BY strength DESC
  WITH collect([strength, $codes[drawn], links]) AS groups
  WITH groups, reduce(total = 0, g IN groups | total + size(g[2])) AS total,
    reduce(cut = [0, 0.0], g IN groups | CASE WHEN cut[0] < $limit THEN [cut[0] + size(g[2]), g[0]] ELSE cut END) AS cut
  UNWIND [g IN groups WHERE g[0] >= cut[1]] AS g
  UNWIND g[2] AS r
  WITH s, total, r, g[0] AS strength, g[1] AS code, startNode(r) = s AS isForward
  WITH total, r, strength, code, isForward, CASE WHEN isForward THEN endNode(r) ELSE startNode(r) END AS m
  ORDER BY strength DESC, code, m.key, isForward DESC
  LIMIT $limit
  RETURN total, r, m, isForward
}
RETURN s.key AS key, own AS degree, total, isForward,
  CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS type,
  m.key AS other, m.degree AS otherDegree, properties(r) AS properties,
  CASE WHEN $withEnds THEN properties(m) END AS end

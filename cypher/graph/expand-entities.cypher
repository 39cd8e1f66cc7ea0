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
// @hits 1924
UNWIND $keys AS key
MATCH (s:Entity {key: key})
CALL (s) {
  MATCH (s)-[r:__DRAWN_TYPES__]-(m)
  WHERE (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1) OR r.removedAt > $to)
    AND ($to IS NULL OR r.firstSeen IS NULL OR r.firstSeen <= $to)
    AND ($from IS NULL OR r.lastSeen IS NULL OR r.lastSeen >= $from)
    AND (m.removedAt IS NULL OR m.removedAt > $to)
  WITH s, r, m, CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS drawn
  WHERE $types IS NULL OR drawn IN $types
  WITH s, r, m, drawn, CASE WHEN m.degree > s.degree THEN m.degree ELSE s.degree END AS crowd
  WITH r, m, drawn,
    round($weights[drawn]
      * (1 - 0.35 / sqrt(CASE WHEN r.count > 1 THEN r.count ELSE 1 END))
      * (1 / (1 + CASE WHEN crowd > 2 THEN log(crowd / 2.0) / 0.6931471805599453 ELSE 0 END / 4))
      * 1000000) AS strength,
    startNode(r) = s AS isForward
  ORDER BY strength DESC, $codes[drawn], m.key, isForward DESC
  WITH collect(r) AS ordered
  WITH ordered, size(ordered) AS total
  UNWIND ordered[..$limit] AS r
  RETURN total, r
}
WITH s, total, r, startNode(r) = s AS isForward
WITH s, total, r, isForward, CASE WHEN isForward THEN endNode(r) ELSE startNode(r) END AS m
RETURN s.key AS key, s.degree AS degree, total, isForward,
  CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS type,
  m.key AS other, m.degree AS otherDegree, properties(r) AS properties,
  CASE WHEN $withEnds THEN properties(m) END AS end

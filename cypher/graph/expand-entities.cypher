// The strongest links of each entity, and how many it has: the strength is that of domain/link-strength.ts.
// @param keys List<String>
// @param types List<String>
// @param from Integer
// @param to Integer
// @param limit Integer
// @param ranks Map
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
// @hits 1808
UNWIND $keys AS key
MATCH (s:Entity {key: key})
WITH s, coalesce(s.degree, 0) AS own
CALL (s, own) {
  MATCH (s)-[r:__DRAWN_TYPES__]-(m)
  WHERE (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1) OR r.removedAt > $to)
    AND ($to IS NULL OR r.firstSeen IS NULL OR r.firstSeen <= $to)
    AND ($from IS NULL OR r.lastSeen IS NULL OR r.lastSeen >= $from)
    // By the label: to find that m has no removedAt, all that m has would be gone through.
    AND (NOT m:Removed OR m.removedAt > $to)
  // Alike ones are weighed once, and their other ends read only where they may be among the strongest.
  WITH CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS drawn, r.count AS count,
    collect(r) AS links, collect(m) AS ends
  WHERE $types IS NULL OR drawn IN $types
  WITH drawn, links, ends,
    $ranks[drawn][0] * (1 - 0.35 / sqrt(CASE WHEN count > 1 THEN count ELSE 1 END)) AS weight
  // As strong as they can be: an end with more links than s makes one weaker.
  WITH drawn, links, ends, weight,
    round(weight * (1 / (1 + CASE WHEN own > 2 THEN log(own / 2.0) / 0.6931471805599453 ELSE 0 END / 4)) * 1000000)
      AS most
  ORDER BY most DESC
  WITH collect({most: most, weight: weight, code: $ranks[drawn][1], links: links, ends: ends}) AS groups
  WITH groups, reduce(total = 0, g IN groups | total + size(g.links)) AS total,
    reduce(cut = [0, 0.0], g IN groups |
      CASE
        WHEN cut[0] < $limit THEN [cut[0] + size([m IN g.ends WHERE coalesce(m.degree, 0) <= own]), g.most]
        ELSE cut
      END) AS cut
  UNWIND [g IN groups WHERE g.most >= cut[1]] AS g
  UNWIND range(0, size(g.links) - 1) AS i
  WITH total, g.most AS most, g.weight AS weight, g.code AS code, g.links[i] AS r, g.ends[i] AS m
  WITH total, code, r, m, startNode(r) = s AS isForward,
    CASE
      WHEN m.degree > own AND m.degree > 2
        THEN round(weight * (1 / (1 + log(m.degree / 2.0) / 0.6931471805599453 / 4)) * 1000000)
      ELSE most
    END AS strength
  ORDER BY strength DESC, code, m.key, isForward DESC
  LIMIT $limit
  RETURN total, r, m, isForward
}
RETURN s.key AS key, own AS degree, total, isForward,
  CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS type,
  m.key AS other, m.degree AS otherDegree, properties(r) AS properties,
  CASE WHEN $withEnds THEN properties(m) END AS end

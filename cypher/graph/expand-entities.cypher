// The strongest links of each entity, and how many it has: the strength is that of domain/link-strength.ts.
// @param keys List<String>
// @param types List<String>
// @param from Integer
// @param to Integer
// @param limit Integer
// @param withEnds Boolean
// @returns key String
// @returns degree Integer
// @returns total Integer
// @returns links List<List>
// @index entity_key
// @hits 1430
UNWIND $keys AS key
MATCH (s:Entity {key: key})
WITH s, coalesce(s.degree, 0) AS own, $from IS NULL AND $to IS NULL AS isAlways, __RANKS__ AS ranks
CALL (s, own, isAlways, ranks) {
  // Of one with few all are told, in no order: who asks ranks them sooner.
  WITH s
  WHERE isAlways AND own <= $limit
  MATCH (s)-[r:__DRAWN_TYPES__]-(m)
  WHERE (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1))
    AND NOT m:Removed
    AND ($types IS NULL OR CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END IN $types)
  RETURN null AS total, r, m
  UNION ALL
  WITH s
  WHERE own > $limit OR NOT isAlways
  MATCH (s)-[r:__DRAWN_TYPES__]-(m)
  // Once for all that is asked of each: every look at a property goes through the others.
  WITH r, m, r {.type, .count, .removedAt} AS p
  WHERE CASE
    WHEN isAlways AND p.removedAt IS NULL AND NOT m:Removed THEN true
    ELSE (p.removedAt IS NULL OR p.removedAt < coalesce(r.lastSeen, -1) OR p.removedAt > $to)
      AND ($to IS NULL OR r.firstSeen IS NULL OR r.firstSeen <= $to)
      AND ($from IS NULL OR r.lastSeen IS NULL OR r.lastSeen >= $from)
      // By the label: to find that m has no removedAt, all that m has would be gone through.
      AND (NOT m:Removed OR m.removedAt > $to)
  END
  // Alike ones are weighed once, and their other ends read only where they may be among the strongest.
  WITH CASE type(r) WHEN 'EVENTS' THEN p.type ELSE type(r) END AS drawn, p.count AS count,
    collect(r) AS links, collect(m) AS ends
  WHERE $types IS NULL OR drawn IN $types
  WITH ranks[drawn][1] AS code, links, ends,
    ranks[drawn][0] * (1 - 0.35 / sqrt(CASE WHEN count > 1 THEN count ELSE 1 END)) AS weight
  // As strong as they can be: an end with more links than s makes one weaker.
  WITH code, links, ends, weight,
    round(weight * (1 / (1 + CASE WHEN own > 2 THEN log(own / 2.0) / 0.6931471805599453 ELSE 0 END / 4)) * 1000000)
      AS most
  ORDER BY most DESC
  WITH collect({most: most, weight: weight, code: code, links: links, ends: ends}) AS groups
  WITH groups, reduce(total = 0, g IN groups | total + size(g.links)) AS total,
    reduce(cut = [0, 0.0], g IN groups |
      CASE
        WHEN cut[0] < $limit THEN [cut[0] + size([m IN g.ends WHERE coalesce(m.degree, 0) <= own]), g.most]
        ELSE cut
      END) AS cut
  UNWIND [g IN groups WHERE g.most >= cut[1]] AS g
  UNWIND range(0, size(g.links) - 1) AS i
  WITH total, g.most AS most, g.weight AS weight, g.code AS code, g.links[i] AS r, g.ends[i] AS m
  WITH total, code, r, m,
    CASE
      WHEN m.degree > own AND m.degree > 2
        THEN round(weight * (1 / (1 + log(m.degree / 2.0) / 0.6931471805599453 / 4)) * 1000000)
      ELSE most
    END AS strength
  ORDER BY strength DESC, code, m.key, endNode(r) = m DESC
  LIMIT $limit
  RETURN total, r, m
}
WITH s, own, max(total) AS total, collect([
  startNode(r) = s, CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END, m.key, m.degree, properties(r),
  CASE WHEN $withEnds THEN properties(m) END]) AS links
RETURN s.key AS key, own AS degree, total, links

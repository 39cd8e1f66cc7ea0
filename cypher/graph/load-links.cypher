// One share of the links, as detection reads them: a list a node. Most are of one part and take five values.
// @param part Integer
// @param parts Integer
// @param codes Map
// @returns node Integer
// @returns links List<List>
// @hits 9802
MATCH (a:Entity)
WHERE id(a) % $parts = $part
MATCH (a)-[r:__LINK_TYPES__]->(b)
RETURN id(a) AS node, collect(
  CASE
    WHEN r.observed IS NULL AND r.removedAt IS NULL
      THEN [$codes[type(r)], id(b), r.count, r.firstSeen, r.lastSeen]
    ELSE [$codes[type(r)], id(b), r.count, r.firstSeen, r.lastSeen, r.removedAt,
      r.stated, r.statedFirst, r.statedLast, r.observed, r.observedFirst, r.observedLast]
  END
) AS links

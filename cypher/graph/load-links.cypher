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
WITH a, b, type(r) AS type, properties(r) AS p
RETURN id(a) AS node, collect(
  CASE
    WHEN p.observed IS NULL AND p.removedAt IS NULL
      THEN [$codes[type], id(b), p.count, p.firstSeen, p.lastSeen]
    ELSE [$codes[type], id(b), p.count, p.firstSeen, p.lastSeen, p.removedAt,
      p.stated, p.statedFirst, p.statedLast, p.observed, p.observedFirst, p.observedLast]
  END
) AS links

// Links as detection reads them, by blocks of nodes and many in a row: packed, for each value that travels costs.
// @param first Integer
// @param last Integer
// @param stride Integer
// @param block Integer
// @param isPacked Boolean
// @param withParts Boolean
// @returns block Integer
// @returns type String
// @returns ends List<Float>
// @returns firstSeen List<Float>
// @returns lastSeen List<Float>
// @returns whole List<List>
// @hits 36
UNWIND range($first, $last, $stride) AS block
CALL (block) {
  UNWIND range(block, block + $block - 1) AS node
  MATCH (a)
  WHERE id(a) = node
    AND (a:Actor OR a:Thing)
  WITH a, (node - block) * 4096 AS place
  MATCH (a)-[r:__LINK_TYPES__]->(b)
  WITH type(r) AS type, place, id(b) AS other,
    CASE
      WHEN $withParts THEN r {.count, .firstSeen, .lastSeen, .removedAt, .stated, .statedFirst, .statedLast, .observed,
        .observedFirst, .observedLast}
      ELSE r {.count, .firstSeen, .lastSeen, .removedAt}
    END AS p
  WITH type, place, other, p,
    CASE
      WHEN $isPacked AND p.removedAt IS NULL AND p.observed IS NULL AND p.firstSeen IS NOT NULL
        AND p.lastSeen IS NOT NULL AND p.count < 4096
        THEN type
    END AS packed
  WITH packed AS type, collect((other * 4194304 + place + p.count) * 1.0) AS ends,
    collect(p.firstSeen * 1.0) AS firstSeen, collect(p.lastSeen * 1.0) AS lastSeen,
    collect(
      CASE
        WHEN packed IS NULL
          THEN [type, place / 4096, other, p.count, p.firstSeen, p.lastSeen, p.removedAt,
            p.stated, p.statedFirst, p.statedLast, p.observed, p.observedFirst, p.observedLast]
      END
    ) AS whole
  UNWIND range(0, size(ends) - 1, 200) AS at
  RETURN type, ends[at..at + 200] AS ends, firstSeen[at..at + 200] AS firstSeen, lastSeen[at..at + 200] AS lastSeen,
    whole[at..at + 200] AS whole
}
RETURN block, type, ends, firstSeen, lastSeen, whole

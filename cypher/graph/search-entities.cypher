// Entities whose id is the text, or whose id or a word of whose label starts with it.
// @param text String
// @param word String
// @param prefixes List<String>
// @param rank Integer
// @param afterKey String
// @param limit Integer
// @returns total Integer
// @returns rank Integer
// @returns key String
// @returns properties Map
// @index entity_key
// @index entity_folded
// @index entity_words
// @hits 186
OPTIONAL MATCH (after:Entity {key: $afterKey})
CALL () {
  UNWIND $prefixes AS prefix
  MATCH (n:Entity {key: prefix + $text})
  WHERE n.folded IS NULL
  RETURN n, 0 AS rank
  UNION ALL
  MATCH (n:Entity {folded: $text})
  RETURN n, 0 AS rank
  UNION ALL
  UNWIND $prefixes AS prefix
  MATCH (n:Entity)
  WHERE n.key STARTS WITH prefix + $text
    AND n.folded IS NULL
  RETURN n, 1 AS rank
  UNION ALL
  MATCH (n:Entity)
  WHERE n.folded STARTS WITH $text
  RETURN n, 1 AS rank
  UNION ALL
  MATCH (n:Entity)
  WHERE $word <> '\n'
    AND n.words CONTAINS $word
  RETURN n, 1 AS rank
}
WITH after, n, min(rank) AS rank
WHERE left(n.key, 3) IN $prefixes
WITH after, n, rank
ORDER BY rank, n.key
WITH after, collect([rank, n]) AS found
WITH size(found) AS total,
  [f IN found WHERE $rank IS NULL OR f[0] > $rank OR (f[0] = $rank AND (f[1]).key > after.key)][..$limit] AS page
UNWIND (CASE WHEN page = [] THEN [[null, null]] ELSE page END) AS f
RETURN total, f[0] AS rank, (f[1]).key AS key, properties(f[1]) AS properties

// Accounts whose creation is known, oldest first, from a moment on or after a place.
// @param from Integer
// @param after String
// @param limit Integer
// @returns key String
// @returns properties Map
// @index actor_created
// @hits 86
MATCH (n:Actor)
WHERE n.createdAt >= $from
  AND n.key IS NOT NULL
  AND ($after IS NULL OR n.createdAt > $from OR n.key > $after)
RETURN n.key AS key, properties(n) AS properties
ORDER BY n.createdAt, n.key
LIMIT $limit

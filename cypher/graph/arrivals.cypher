// Accounts in the order in which they arrived, from a position on.
// @param from Integer
// @param limit Integer
// @returns key String
// @returns position Integer
// @returns properties Map
// @index actor_arrival
// @hits 122
MATCH (n:Actor)
WHERE n.arrival >= $from
RETURN n.key AS key, n.arrival AS position, properties(n) AS properties
ORDER BY n.arrival
LIMIT $limit

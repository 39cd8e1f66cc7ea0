// The links of all shortest ways between two entities that pass through nobody with many links, and how many ways were met.
// @param from String
// @param to String
// @param mostLinks Integer
// @param limit Integer
// @returns ways Integer
// @returns length Integer
// @returns type String
// @returns from String
// @returns to String
// @returns fromDegree Integer
// @returns toDegree Integer
// @returns properties Map
// @index entity_key
// @hits 138
MATCH (a:Entity {key: $from})
MATCH (b:Entity {key: $to})
MATCH p = allShortestPaths((a)-[:__DRAWN_TYPES__*..6]-(b))
WHERE all(n IN nodes(p) WHERE (NOT n:Removed AND coalesce(n.degree, 0) <= $mostLinks) OR n = a OR n = b)
  AND all(r IN relationships(p) WHERE r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1))
WITH p
LIMIT $limit
WITH collect(relationships(p)) AS ways
UNWIND ways AS way
UNWIND way AS r
WITH DISTINCT size(ways) AS ways, size(way) AS length, r, startNode(r) AS a, endNode(r) AS b
RETURN ways, length, CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS type, a.key AS from, b.key AS to,
  a.degree AS fromDegree, b.degree AS toDegree, properties(r) AS properties

// Every ring of ours with its members. A ring without a run is somebody else's.
// @returns id String
// @returns score Float
// @returns severity String
// @returns summary String
// @returns members List<List>
// @hits 158
MATCH (r:Ring)
WHERE r.run IS NOT NULL
OPTIONAL MATCH (n:Entity)-[m:MEMBER_OF]->(r)
RETURN r.id AS id, r.score AS score, r.severity AS severity, r.summary AS summary,
  collect([n.key, m.role, m.confidence]) AS members

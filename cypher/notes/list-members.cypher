// Reads who is noted as a member of which ring.
// @returns ring String
// @returns member String
// @returns hash String or null
// @hits 86
MATCH (m:Clewline_Member)-[o:CLEWLINE_MEMBER_OF]->(r:Clewline_Ring)
RETURN r.id AS ring, m.key AS member, o.hash AS hash

// Notes who is a member of which ring.
// @param rows List<List>
// @hits 144
UNWIND $rows AS row
MATCH (r:Clewline_Ring {id: row[0]})
MERGE (m:Clewline_Member {key: row[1].key})
SET m = row[1]
MERGE (m)-[o:CLEWLINE_MEMBER_OF]->(r)
SET o = row[2]

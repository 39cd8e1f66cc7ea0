// Ties members to their rings; those the graph does not hold are left out.
// @param rows List<List>
// @returns written Integer
// @index entity_key
// @index ring_id
// @hits 192
UNWIND $rows AS row
MATCH (n:Entity {key: row[0]})
MATCH (r:Ring {id: row[1]})
MERGE (n)-[m:MEMBER_OF]->(r)
SET m.role = row[2], m.confidence = row[3], m.run = row[4]
RETURN count(m) AS written

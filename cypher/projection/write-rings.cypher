// Writes rings that are new or changed; what somebody else wrote on them stays.
// @param rows List<Map>
// @index ring_id
// @hits 84
UNWIND $rows AS row
MERGE (r:Ring {id: row.id})
SET r += row

// Notes rings: makes those that are not there, and writes what they are now.
// @param rows List<Map>
// @hits 72
UNWIND $rows AS row
MERGE (r:Clewline_Ring {id: row.id})
SET r = row

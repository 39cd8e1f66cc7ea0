// Takes away rings that are over; one that somebody has tied something to stays, and says so.
// @param ids List<String>
// @hits 15
UNWIND $ids AS id
MATCH (r:Clewline_Ring {id: id})
SET r.status = 'ENDED', r.hash = null
WITH r
WHERE NOT EXISTS { (r)--() }
DELETE r

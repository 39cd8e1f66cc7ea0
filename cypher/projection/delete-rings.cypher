// Takes rings away with everything that was tied to them.
// @param ids List<String>
// @index ring_id
// @hits 11
UNWIND $ids AS id
MATCH (r:Ring {id: id})
DETACH DELETE r

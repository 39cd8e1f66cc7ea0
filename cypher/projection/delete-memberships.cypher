// Takes members out of rings that stay.
// @param rows List<List<String>>
// @index entity_key
// @index ring_id
// @hits 72
UNWIND $rows AS row
MATCH (:Entity {key: row[0]})-[m:MEMBER_OF]->(:Ring {id: row[1]})
DELETE m

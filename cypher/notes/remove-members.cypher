// Takes away memberships that are over, and the notes of those who are in no ring any more.
// @param pairs List<List<String>>
// @hits 96
UNWIND $pairs AS pair
MATCH (m:Clewline_Member {key: pair[1]})-[o:CLEWLINE_MEMBER_OF]->(:Clewline_Ring {id: pair[0]})
DELETE o
WITH DISTINCT m
WHERE NOT EXISTS { (m)--() }
DELETE m

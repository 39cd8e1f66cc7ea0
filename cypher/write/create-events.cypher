// Creates events of one type; the constraint on their id refuses one that is there.
// @for TYPE EventType
// @param rows List<List>
// @index id_of_TYPE
// @returns created Integer
// @hits 84
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = row[0]
MATCH (b)
WHERE id(b) = row[1]
CREATE (a)-[e:__TYPE__]->(b)
SET e = row[2]
RETURN count(e) AS created

// Creates links of one type that are known not to be there, with whatever they have.
// @for TYPE DrawnType
// @param rows List<List>
// @returns created Integer
// @hits 84
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = row[0]
MATCH (b)
WHERE id(b) = row[1]
CREATE (a)-[r:__TYPE__]->(b)
SET r = row[2]
RETURN count(r) AS created

// Adds differences to the number of links that entities have.
// @param rows List<List<Integer>>
// @hits 36
UNWIND $rows AS row
MATCH (n)
WHERE id(n) = row[0]
SET n.degree = coalesce(n.degree, 0) + row[1]

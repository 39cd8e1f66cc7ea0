// Adds differences to the number of links that entities have.
// @param rows List<List<Float>>
// @hits 36
UNWIND $rows AS row
MATCH (n)
WHERE id(n) = toInteger(row[0])
SET n.degree = coalesce(n.degree, 0) + toInteger(row[1])

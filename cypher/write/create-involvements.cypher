// Ties what events name beside their ends to the actor they speak of.
// @param rows List<List>
// @returns created Integer
// @hits 84
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = row[0]
MATCH (b)
WHERE id(b) = row[1]
CREATE (a)-[i:INVOLVED]->(b)
SET i = row[2]
RETURN count(i) AS created

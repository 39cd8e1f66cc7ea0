// Writes the fields of entities that changed.
// @param rows List<List>
// @hits 36
UNWIND $rows AS row
MATCH (n)
WHERE id(n) = row[0]
SET n += row[1]

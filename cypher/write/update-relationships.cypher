// Writes links and events that changed and kept their ends, whole.
// @param rows List<List>
// @hits 48
UNWIND $rows AS row
MATCH ()-[r]->()
WHERE id(r) = row[0]
SET r = row[1]

// Takes away what an event named before it was corrected.
// @param rows List<List>
// @hits 252
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = row[0]
MATCH (b)
WHERE id(b) = row[1]
CALL (a, b) {
  MATCH (a)-[i:INVOLVED]->(b)
  RETURN i
}
WITH row, i
WHERE i.event = row[2]
  AND i.id = row[3]
DELETE i

// Creates links of one type that are known not to be there and have nothing but what nearly every link has.
// @for TYPE DrawnType
// @param rows List<List>
// @returns created Integer
// @hits 72
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = row[0]
MATCH (b)
WHERE id(b) = row[1]
CREATE (a)-[r:__TYPE__ {count: row[2], firstSeen: row[3], lastSeen: row[4], sources: row[5], observed: row[6],
  updatedAt: row[7], type: row[8]}]->(b)
RETURN count(r) AS created

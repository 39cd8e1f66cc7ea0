// Creates links of one type that are known not to be there and have nothing but what nearly every link has.
// @for TYPE DrawnType
// @param rows List<List>
// @returns created Integer
// @hits 72
UNWIND $rows AS row
MATCH (a)
WHERE id(a) = toInteger(row[0])
MATCH (b)
WHERE id(b) = toInteger(row[1])
CREATE (a)-[r:__TYPE__ {count: toInteger(row[2]), firstSeen: toInteger(row[3]), lastSeen: toInteger(row[4]),
  sources: row[5], observed: toInteger(row[6]), updatedAt: toInteger(row[7]), type: row[8]}]->(b)
RETURN count(r) AS created

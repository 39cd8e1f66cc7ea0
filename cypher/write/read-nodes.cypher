// Reads what is held of these entities, to merge with it.
// @param nodes List<Integer>
// @returns node Integer
// @returns properties Map
// @hits 120
UNWIND $nodes AS node
MATCH (n)
WHERE id(n) = node
RETURN node, properties(n) AS properties

// Finds which of these entities are there.
// @param keys List<String>
// @returns key String
// @returns node Integer
// @index entity_key
// @hits 12
UNWIND $keys AS key
MATCH (n:Entity {key: key})
RETURN key, id(n) AS node

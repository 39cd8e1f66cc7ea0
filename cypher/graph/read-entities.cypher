// Reads entities by key.
// @param keys List<String>
// @returns key String
// @returns properties Map
// @index entity_key
// @hits 55
UNWIND $keys AS key
MATCH (n:Entity {key: key})
RETURN key, properties(n) AS properties

// Whatever is tied to some entities by links of these types, each once: for asking whether any of it is known.
// @param keys List<String>
// @param types List<String>
// @param limit Integer
// @returns key String
// @returns riskLabel String
// @index entity_key
// @hits 559
UNWIND $keys AS key
MATCH (s:Entity {key: key})-[r:__LINK_TYPES__]-(m)
WHERE type(r) IN $types
WITH DISTINCT m
LIMIT $limit
RETURN m.key AS key, m.riskLabel AS riskLabel

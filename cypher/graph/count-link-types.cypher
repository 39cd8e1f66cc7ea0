// How many links each entity has, by type: what an expansion without a window would show.
// @param keys List<String>
// @returns key String
// @returns type String
// @returns links Integer
// @index entity_key
// @hits 870
UNWIND $keys AS key
MATCH (s:Entity {key: key})-[r:__DRAWN_TYPES__]-(m)
WHERE (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1))
  AND NOT m:Removed
RETURN key, CASE type(r) WHEN 'EVENTS' THEN r.type ELSE type(r) END AS type, count(r) AS links

// Keys of the events with both ends, or an end and something named, in a set; newest first, and how many there are.
// @param keys List<String>
// @param named Map
// @param types List<String>
// @param from Integer
// @param to Integer
// @param codes Map
// @param after List<Any>
// @param limit Integer
// @returns total Integer
// @returns page List<List>
// @index entity_key
// @hits 111
OPTIONAL MATCH ()-[after]->()
WHERE id(after) = $after[2]
UNWIND $keys AS key
MATCH (n:Entity {key: key})-[e:__EVENT_TYPES__]-(m)
WHERE m.key IN $keys
  OR any(name IN keys($named) WHERE e[name] IN $named[name])
WITH DISTINCT after, type(e) AS type, e.id AS id, e.at AS at, e.removedAt AS removedAt
WHERE ($types IS NULL OR type IN $types)
  AND ($from IS NULL OR at >= $from)
  AND ($to IS NULL OR at <= $to)
  AND (removedAt IS NULL OR removedAt < at OR removedAt > $to)
WITH after, type, id, coalesce(at, -1) AS at
ORDER BY at DESC, $codes[type], id
WITH after, collect([at, type, id]) AS found
RETURN size(found) AS total,
  [f IN found WHERE $after IS NULL
    OR f[0] < $after[0]
    OR (f[0] = $after[0] AND ($codes[f[1]] > $after[1] OR ($codes[f[1]] = $after[1] AND f[2] > coalesce(after.id, $after[3]))))][..$limit] AS page

// Keys of the newest events of one type that happened at a known time, after the one given in the list.
// @for TYPE EventType
// @param from Integer
// @param to Integer
// @param windowTo Integer
// @param codes Map
// @param after List<Any>
// @param limit Integer
// @returns at Integer
// @returns type String
// @returns id String
// @index at_of_TYPE
// @hits 104
OPTIONAL MATCH ()-[after]->()
WHERE id(after) = $after[2]
MATCH ()-[e:__TYPE__]->()
USING INDEX e:__TYPE__(at)
WHERE e.at >= $from
  AND e.at <= $to
  AND (e.removedAt IS NULL OR e.removedAt < e.at OR e.removedAt > $windowTo)
  AND ($after IS NULL
    OR e.at < $after[0]
    OR (e.at = $after[0]
      AND ($codes['__TYPE__'] > $after[1] OR ($codes['__TYPE__'] = $after[1] AND e.id > after.id))))
RETURN e.at AS at, '__TYPE__' AS type, e.id AS id
ORDER BY at DESC, id
LIMIT $limit

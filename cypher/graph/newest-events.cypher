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
// @hits 52
MATCH ()-[e:__TYPE__]->()
USING INDEX SEEK e:__TYPE__(at)
// An OPTIONAL MATCH of the last one would cost the order of the index: every event would be read and sorted.
WHERE e.at >= $from
  AND e.at <= $to
  AND (e.removedAt IS NULL OR e.removedAt < e.at OR e.removedAt > $windowTo)
  AND ($after IS NULL
    OR e.at < $after[0]
    OR (e.at = $after[0]
      AND ($codes['__TYPE__'] > $after[1]
        OR ($codes['__TYPE__'] = $after[1]
          AND e.id > coalesce(COLLECT {
              MATCH ()-[last]->()
              WHERE id(last) = $after[2]
              RETURN last.id
            }[0], $after[3])))))
RETURN e.at AS at, '__TYPE__' AS type, e.id AS id
ORDER BY at DESC, id
LIMIT $limit

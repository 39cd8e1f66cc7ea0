// Keys of the events of one type whose time is unknown, after the one given in the list.
// @for TYPE EventType
// @param codes Map
// @param after List<Any>
// @param limit Integer
// @returns at Integer
// @returns type String
// @returns id String
// @hits 2988
OPTIONAL MATCH ()-[after]->()
WHERE id(after) = $after[2]
MATCH ()-[e:__TYPE__]->()
WHERE e.at IS NULL
  AND e.removedAt IS NULL
  AND ($after IS NULL
    OR $after[0] >= 0
    OR $codes['__TYPE__'] > $after[1]
    OR ($codes['__TYPE__'] = $after[1] AND e.id > after.id))
RETURN -1 AS at, '__TYPE__' AS type, e.id AS id
ORDER BY id
LIMIT $limit

// Keys of the events of one type whose time is unknown, behind the one of this id.
// @for TYPE EventType
// @param id String
// @param limit Integer
// @returns at Integer
// @returns type String
// @returns id String
// @index undated_of_TYPE
// @hits 14
MATCH ()-[e:__TYPE__]->()
USING INDEX SEEK e:__TYPE__(undated)
WHERE e.undated > $id
RETURN -1 AS at, '__TYPE__' AS type, e.undated AS id
ORDER BY id
LIMIT $limit

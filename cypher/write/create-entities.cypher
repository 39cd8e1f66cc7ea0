// Creates entities of one kind; the constraint on their key refuses one that is there.
// @for KIND EntityKind
// @param rows List<Map>
// @returns key String
// @returns node Integer
// @index entity_key
// @hits 72
UNWIND $rows AS row
CREATE (n:Entity:__CLASS__:__KIND__)
SET n = row
RETURN n.key AS key, id(n) AS node

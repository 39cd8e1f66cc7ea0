// Makes the store's own node where there is none, and raises its schema number.
// @param schema Integer
// @returns schema Integer
// @index store_name
// @hits 8
MERGE (s:ClewlineStore {name: 'graph'})
  ON CREATE SET s.changeNumber = 0, s.entities = 0, s.links = 0, s.events = 0, s.attributeNames = []
SET s.schema = CASE WHEN coalesce(s.schema, 0) < $schema THEN $schema ELSE s.schema END
RETURN s.schema AS schema

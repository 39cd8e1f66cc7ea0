// Reads the events of one type that are there, to merge with them.
// @for TYPE EventType
// @param ids List<String>
// @returns id String
// @returns event Integer
// @returns from String
// @returns to String
// @returns properties Map
// @index id_of_TYPE
// @hits 39
UNWIND $ids AS id
MATCH (a)-[e:__TYPE__ {id: id}]->(b)
USING INDEX SEEK e:__TYPE__(id)
RETURN id, id(e) AS event, a.key AS from, b.key AS to, properties(e) AS properties

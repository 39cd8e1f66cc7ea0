// An event's id is unique within its type.
// @for TYPE EventType
CREATE CONSTRAINT id_of___TYPE__ IF NOT EXISTS
FOR ()-[e:__TYPE__]-()
REQUIRE e.id IS UNIQUE

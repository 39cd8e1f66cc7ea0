// Finds an entity by its label and id, as a reader of the graph would.
// @for KIND EntityKind
CREATE CONSTRAINT id_of___KIND__ IF NOT EXISTS
FOR (n:__KIND__)
REQUIRE n.id IS UNIQUE

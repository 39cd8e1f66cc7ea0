// Finds a ring by its id, which is the same everywhere.
CREATE CONSTRAINT ring_id IF NOT EXISTS
FOR (r:Ring)
REQUIRE r.id IS UNIQUE

// A ring of the case store is drawn once.
CREATE CONSTRAINT ring_id IF NOT EXISTS
FOR (r:Ring)
REQUIRE r.id IS UNIQUE

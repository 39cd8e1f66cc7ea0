// Finds any entity by kind and id, and sorts by both.
CREATE CONSTRAINT entity_key IF NOT EXISTS
FOR (n:Entity)
REQUIRE n.key IS UNIQUE

// One note a ring, beside a graph of somebody else's.
CREATE CONSTRAINT clewline_ring_id IF NOT EXISTS
FOR (r:Clewline_Ring)
REQUIRE r.id IS UNIQUE

// The few entities that were removed, by when.
CREATE INDEX entity_removed IF NOT EXISTS
FOR (n:Removed)
ON (n.removedAt)

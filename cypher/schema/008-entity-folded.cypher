// Search by ids that differ from their folded form.
CREATE INDEX entity_folded IF NOT EXISTS
FOR (n:Entity)
ON (n.folded)

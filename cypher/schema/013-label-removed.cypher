// Labels the entities that were removed, in a graph written before they had a label.
// @returns entities Integer
// @hits 510
MATCH (n:Entity)
WHERE n.removedAt IS NOT NULL
SET n:Removed
RETURN count(n) AS entities

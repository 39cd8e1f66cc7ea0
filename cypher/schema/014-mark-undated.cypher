// Marks the events of one type without a time, in a graph written before they were marked.
// @for TYPE EventType
// @returns events Integer
// @hits 829
MATCH ()-[e:__TYPE__]->()
WHERE e.at IS NULL
  AND e.removedAt IS NULL
SET e.undated = e.id
RETURN count(e) AS events

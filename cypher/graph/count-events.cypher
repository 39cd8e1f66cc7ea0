// How many events of one type there are in a window.
// @for TYPE EventType
// @param from Integer
// @param to Integer
// @param windowTo Integer
// @returns events Integer
// @index at_of_TYPE
// @hits 71
MATCH ()-[e:__TYPE__]->()
USING INDEX SEEK e:__TYPE__(at)
WHERE e.at >= $from
  AND e.at <= $to
  AND (e.removedAt IS NULL OR e.removedAt < e.at OR e.removedAt > $windowTo)
RETURN count(e) AS events

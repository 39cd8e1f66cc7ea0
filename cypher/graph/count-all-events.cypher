// How many events of one type there are today: all of them, without the few that were removed.
// @for TYPE EventType
// @returns events Integer
// @index removed_of_TYPE
// @hits 51
CALL () {
  MATCH ()-[e:__TYPE__]->()
  RETURN count(e) AS held
}
CALL () {
  MATCH ()-[e:__TYPE__]->()
  WHERE e.removedAt IS NOT NULL
    AND (e.at IS NULL OR e.removedAt >= e.at)
  RETURN count(e) AS removed
}
RETURN held - removed AS events

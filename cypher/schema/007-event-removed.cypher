// Finds the few events that were removed, so that counting the others needs no scan.
// @for TYPE EventType
CREATE INDEX removed_of___TYPE__ IF NOT EXISTS
FOR ()-[e:__TYPE__]-()
ON (e.removedAt)

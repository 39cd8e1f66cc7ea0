// Events without a time, in the order of their ids.
// @for TYPE EventType
CREATE INDEX undated_of___TYPE__ IF NOT EXISTS
FOR ()-[e:__TYPE__]-()
ON (e.undated)

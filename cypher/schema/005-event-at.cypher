// Pages of events go by time.
// @for TYPE EventType
CREATE INDEX at_of___TYPE__ IF NOT EXISTS
FOR ()-[e:__TYPE__]-()
ON (e.at)

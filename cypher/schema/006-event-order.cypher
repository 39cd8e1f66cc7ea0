// Finds the events of an order.
// @for TYPE EventType
CREATE INDEX order_of___TYPE__ IF NOT EXISTS
FOR ()-[e:__TYPE__]-()
ON (e.orderId)

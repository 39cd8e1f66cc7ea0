// The events of one type that belong to an order.
// @for TYPE EventType
// @param order String
// @returns type String
// @returns from String
// @returns to String
// @returns properties Map
// @index order_of_TYPE
// @hits 14
MATCH (a)-[e:__TYPE__ {orderId: $order}]->(b)
USING INDEX SEEK e:__TYPE__(orderId)
RETURN '__TYPE__' AS type, a.key AS from, b.key AS to, properties(e) AS properties

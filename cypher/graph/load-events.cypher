// One share of the events, as detection reads them: a list a node.
// @param part Integer
// @param parts Integer
// @param codes Map
// @param references List<String>
// @param withVersions Boolean
// @returns node Integer
// @returns events List<List>
// @hits 14074
MATCH (a:Entity)
WHERE id(a) % $parts = $part
MATCH (a)-[e:__EVENT_TYPES__]->(b)
RETURN id(a) AS node, collect(
  [$codes[type(e)], id(b), e.id, e.at, e.status, e.orderId, e.declined, e.outcome, e.rating, e.action, e.reason,
    e.amount, e.discount, e.currency, e.removedAt] + [name IN $references | e[name]] +
  CASE WHEN $withVersions THEN [e.updatedAt, e.versions] ELSE [] END
) AS events

// One share of the entities, as detection reads them: many in a row.
// @param part Integer
// @param parts Integer
// @returns entities List<List>
// @returns block Integer
// @hits 5598
MATCH (n:Entity)
WHERE id(n) % $parts = $part
WITH id(n) / 4096 AS block, [id(n), n.key, n.label, n.market, n.createdAt, n.status, n.riskLabel, n.riskLabelAt,
  n.unsettledBalance, n.reservedBalance, n.currency, n.removedAt, n.updatedAt, n.versions] AS entity
RETURN collect(entity) AS entities, block

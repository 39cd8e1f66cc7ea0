/** Selections used by more than one document. */
export const NAMED = 'fragment Named on Entity { kind externalId label }';

export const ENTITY_SUMMARY = 'fragment EntitySummary on Entity { kind externalId label status riskLabel linkCount }';

export const LINK = `fragment LinkLine on Link {
  id type from { kind externalId } to { kind externalId }
  firstSeen lastSeen count sources strength explanation
}`;

export const EVENT = `fragment EventLine on Event {
  id externalId type stage at from { ...Named } to { ...Named }
  status amount { ...Cash } orderId declined action reason
}`;

export const RING_ROW = `fragment RingRow on Ring {
  id score severity confidence status size summary markets
  typologies { code score reason }
  exposure { stillStoppable { ...Cash } alreadyLost { ...Cash } turnover { ...Cash } }
  firstSeen lastSeen
  verdict { verdict outdatedBy }
}`;

export const CASH = 'fragment Cash on Money { amount currency }';

export const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';

/** What happened in the fake marketplace, the newest first. */
import { at, buyers, devices, type Entity, eur, payout, sellers } from './town.fake.ts';

const STAGE_OF: Readonly<Record<string, string>> = {
  ORDER: 'TRANSACTION',
  LOGIN: 'ONBOARDING',
  REFUND: 'AFTER_SALES',
  PAYOUT: 'SETTLEMENT',
  REVIEW: 'CONTENT',
};

type MarketEvent = Record<string, unknown> & {
  readonly id: string;
  readonly type: string;
  readonly at: string | null;
  readonly from: Entity;
  readonly to: Entity;
  readonly orderId: string | null;
};
export const events: MarketEvent[] = [];
function event(type: string, from: Entity, to: Entity, more: Record<string, unknown>): void {
  const externalId = `ev-${String(events.length).padStart(5, '0')}`;
  events.push({
    __typename: 'Event',
    id: `Event:${externalId}`,
    externalId,
    type,
    stage: STAGE_OF[type] ?? 'DECISIONS',
    at: null,
    from,
    to,
    status: null,
    amount: null,
    orderId: null,
    involved: [],
    declined: null,
    rating: null,
    action: null,
    reason: null,
    quantity: null,
    discount: null,
    attributes: [],
    ...more,
  });
}
for (let index = 0; index < 72; index++) {
  const buyer = buyers[index % 9] as Entity;
  const seller = sellers[index % 2] as Entity;
  const orderId = `ord-${5000 + index}`;
  event('ORDER', buyer, seller, {
    at: at(10, index * 2),
    amount: eur(`${40 + index}.90`),
    orderId,
    status: 'COMPLETED',
  });
  event('REVIEW', buyer, seller, { at: at(12, index * 3), orderId, rating: 5 });
  if (index % 3 === 0)
    event('REFUND', buyer, seller, {
      at: at(16, index),
      amount: eur(`${40 + index}.90`),
      orderId,
      reason: 'not as described',
    });
  if (index % 4 === 0) event('LOGIN', buyer, devices[index % 2] as Entity, { at: at(9, index) });
}
for (let index = 0; index < 6; index++)
  event('PAYOUT', sellers[index % 2] as Entity, payout, {
    at: at(20 + index),
    amount: eur('512.25'),
    status: 'SETTLED',
  });
event('ENFORCEMENT', buyers[4] as Entity, buyers[4] as Entity, { at: at(25), action: 'BAN', reason: 'refund abuse' });
const newestFirst = (a: MarketEvent, b: MarketEvent): number => (b.at ?? '').localeCompare(a.at ?? '');
events.sort(newestFirst);

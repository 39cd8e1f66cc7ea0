/** Shops of the group that take orders and do not deliver, against what is usual where deliveries are reported at all. */
import { eventsOfType, type GroupFacts } from '../group-facts.ts';
import { accountEntity, accountKind, type Marketplace } from '../marketplace.ts';
import { binomialTail } from '../signals/significance.ts';
import type { Finder } from './finding.ts';
import { counted, percent } from './wording.ts';

const LEAST_ORDERS = 8;
const LEAST_RATE = 0.35;
const USUAL_FACTOR = 2.5;
const CHANCE = 1e-4;
/** Where fewer orders than this have a shipment or delivery, the export simply does not carry them. */
const LEAST_REPORTED = 0.3;

export type Undelivered = {
  readonly orders: number;
  readonly open: number;
  readonly rate: number;
  readonly usual: number;
  readonly sellers: readonly number[];
};

export function undelivered(marketplace: Marketplace, facts: GroupFacts): Undelivered | null {
  const { conduct } = marketplace;
  const delivered = (account: number): number =>
    Math.max(conduct.did('SHIPMENT', account), conduct.did('DELIVERY', account));
  const allOrders = conduct.total('ORDER');
  const allDelivered = Math.max(conduct.total('SHIPMENT'), conduct.total('DELIVERY'));
  const sellers = facts.members.filter((account) => accountKind(marketplace, account) === 'Seller');
  const orders = facts.sum('received', 'ORDER', sellers);
  if (orders < LEAST_ORDERS || allDelivered < allOrders * LEAST_REPORTED) return null;
  const done = sellers.reduce((sum, seller) => sum + Math.min(delivered(seller), conduct.received('ORDER', seller)), 0);
  const open = orders - done;
  const usual = Math.min(0.999, Math.max(0.01, 1 - (allDelivered - done) / Math.max(1, allOrders - orders)));
  const rate = open / orders;
  if (rate < Math.max(LEAST_RATE, Math.min(0.9, usual * USUAL_FACTOR))) return null;
  if (binomialTail(open, orders, usual) > CHANCE) return null;
  const late = sellers.filter((seller) => delivered(seller) < 0.6 * conduct.received('ORDER', seller));
  return late.length < 2 ? null : { orders, open, rate, usual, sellers: late };
}

export const findUndelivered: Finder = (marketplace, facts) => {
  const found = undelivered(marketplace, facts);
  if (!found) return [];
  const complaints = eventsOfType(marketplace, facts.events, ['COMPLAINT']).length;
  const said = complaints > 0 ? `; ${counted(complaints, 'complaint')}` : '';
  return [
    {
      type: 'MONEY_FLOW',
      kind: 'money',
      statement:
        `${found.open} of ${counted(found.orders, 'order')} at ${counted(found.sellers.length, 'shop')} of the group ` +
        `were never delivered (${percent(found.rate)}; ${percent(found.usual)} elsewhere)${said}`,
      points: 24 * Math.min(1, 0.3 + found.rate) * Math.sqrt(found.sellers.length / facts.members.length),
      entities: found.sellers.map((account) => accountEntity(marketplace, account)),
      members: found.sellers,
      eventCount: found.orders + complaints,
      eventTypes: ['ORDER', 'SHIPMENT', 'DELIVERY', 'COMPLAINT'],
    },
  ];
};

/** Shops of the group whose customers complain, claim and are refunded far more than usual, for want of a parcel. */
import type { EventType } from '../../domain/ontology.ts';
import { isThing } from '../events-behind.ts';
import { eventsOfType, type GroupFacts } from '../group-facts.ts';
import { kindOf, type Marketplace } from '../marketplace.ts';
import { oncePerGroup } from '../once-per-group.ts';
import { binomialTail } from '../signals/significance.ts';
import { type Finder, LISTED_ENDS } from './finding.ts';
import { counted, percent } from './wording.ts';

const LEAST_ORDERS = 8;
const LEAST_RATE = 0.2;
const GRIEVANCES: readonly EventType[] = ['COMPLAINT', 'REFUND', 'CLAIM', 'CHARGEBACK'];

export type Grievances = {
  readonly orders: number;
  readonly count: number;
  /** Those of them that come from buyers: others complain about listings, not about parcels. */
  readonly byCustomers: number;
  readonly rate: number;
  readonly usual: number;
  readonly sellers: readonly number[];
  /** Share of these shops' orders with a shipment or a delivery, and of all others'; null where none are reported. */
  readonly delivered: number | null;
};

export const customersLeftBehind = oncePerGroup((marketplace: Marketplace, facts: GroupFacts): Grievances | null => {
  const { conduct } = marketplace;
  const { sellers } = facts;
  const orders = facts.sum('received', 'ORDER', sellers);
  if (orders < LEAST_ORDERS) return null;
  const all = conduct.total('ORDER');
  const count = GRIEVANCES.reduce((sum, type) => sum + facts.sum('received', type, sellers), 0);
  const allCount = GRIEVANCES.reduce((sum, type) => sum + conduct.total(type), 0);
  const usual = Math.min(0.95, (allCount - count + 1) / Math.max(1, all - orders + 2));
  const rate = Math.min(1, count / orders);
  if (rate < Math.max(LEAST_RATE, usual * marketplace.parameters.unusualRateFactor)) return null;
  if (binomialTail(Math.min(count, orders), orders, usual) > marketplace.parameters.evidenceChance) return null;
  const against = sellers.filter((seller) => GRIEVANCES.some((type) => conduct.received(type, seller) > 0));
  if (against.length < 2) return null;
  const byCustomers = count - complaintsByOthers(marketplace, facts);
  return { orders, count, byCustomers, rate, usual, sellers: against, delivered: deliveredShare(marketplace, against) };
});

/** Whether most of its shops do: strangers with one bank or one lawyer in common would not, nor would shops that mean to stay. */
export function leaveCustomersBehind(marketplace: Marketplace, facts: GroupFacts): boolean {
  const against = customersLeftBehind(marketplace, facts)?.sellers ?? [];
  return against.length > 0 && against.length >= facts.sellers.length * 0.5;
}

/** Complaints of sellers and creators about the shops of the group and their listings. */
export function complaintsByOthers(marketplace: Marketplace, facts: GroupFacts): number {
  const { activity, columns } = marketplace;
  const sellers = new Set(facts.sellers);
  return eventsOfType(marketplace, facts.events, ['COMPLAINT']).filter((event) => {
    const from = columns.events.from[event] ?? -1;
    return sellers.has(activity.counterparty[event] ?? -1) && kindOf(columns, from) !== 'Buyer';
  }).length;
}

function deliveredShare({ conduct }: Marketplace, sellers: readonly number[]): number | null {
  if (conduct.total('SHIPMENT') + conduct.total('DELIVERY') === 0) return null;
  let orders = 0;
  let done = 0;
  for (const seller of sellers) {
    const taken = conduct.received('ORDER', seller);
    orders += taken;
    done += Math.min(taken, Math.max(conduct.did('SHIPMENT', seller), conduct.did('DELIVERY', seller)));
  }
  return orders === 0 ? null : done / orders;
}

/** Who had a grievance, and the products it was about where it was not the shop, so that the events are found again. */
function endsOf(marketplace: Marketplace, facts: GroupFacts, sellers: readonly number[]): number[] {
  const { activity, columns } = marketplace;
  const own = new Set(sellers);
  const grievances = eventsOfType(marketplace, facts.events, GRIEVANCES).filter((event) =>
    own.has(activity.counterparty[event] ?? -1),
  );
  const customers = grievances.map((event) => columns.events.from[event] ?? 0);
  const things = grievances.map((event) => columns.events.to[event] ?? 0).filter((to) => isThing(marketplace, to));
  const listed = (ends: readonly number[]): number[] => [...new Set(ends)].sort((x, y) => x - y).slice(0, LISTED_ENDS);
  return [...listed(customers), ...listed(things)].sort((x, y) => x - y);
}

export const findCustomersLeftBehind: Finder = (marketplace, facts) => {
  const found = customersLeftBehind(marketplace, facts);
  if (!found) return [];
  const parcels =
    found.delivered === null ? '' : `; parcels are on record for ${percent(found.delivered)} of their orders`;
  const brief =
    `${counted(found.count, 'complaint, claim or refund', 'complaints, claims and refunds')} on ` +
    `${counted(found.orders, 'order')} at ${counted(found.sellers.length, 'shop')} of the group ` +
    `(${percent(found.rate)}; ${percent(found.usual)} elsewhere)`;
  return [
    {
      type: 'MONEY_FLOW',
      kind: 'money',
      statement: `${brief}${parcels}`,
      brief,
      points: 24 * Math.min(1, 0.4 + found.rate) * Math.sqrt(found.sellers.length / facts.members.length),
      entities: endsOf(marketplace, facts, found.sellers),
      members: found.sellers,
      eventTypes: GRIEVANCES,
      eventFilter: { through: 'things', failed: false },
    },
  ];
};

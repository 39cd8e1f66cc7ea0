/**
 * Orders that are undone as soon as they are made, at shops that sell to nobody else: a marketplace tries itself
 * out so, whether or not its test accounts are marked. Nobody is paid, sent, given or praised for anything; whoever games a shop's
 * figures, collects coupons or claims refunds needs orders that stand, or goods that arrive.
 */
import { EVENT_STATUSES } from '../../domain/ontology.ts';
import { DAY_MS } from '../../domain/time-point.ts';
import { eventsOfType, type GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { orderKey } from './dealings.ts';
import type { CounterFinder } from './finding.ts';
import { counted } from './wording.ts';

const LEAST_ORDERS = 6;
const ALMOST_ALL = 0.9;
const CANCELLED = EVENT_STATUSES.indexOf('cancelled');
const WITHIN = DAY_MS * 4;

export const findTrialOrders: CounterFinder = (marketplace, facts) => {
  const { activity, columns } = marketplace;
  const orders = eventsOfType(marketplace, facts.events, ['ORDER']).filter(
    (event) => facts.memberSet.has(activity.actor[event] ?? -1) && columns.events.failed[event] !== 1,
  );
  const undone = orders.filter(undoneAtOnce(marketplace, facts));
  if (orders.length < LEAST_ORDERS || undone.length < orders.length * ALMOST_ALL) return [];
  const shops = [...new Set(orders.map((event) => activity.counterparty[event] ?? -1))];
  const distinct = new Set(orders.map((event) => orderKey(marketplace, event))).size;
  if (distinct < facts.sum('received', 'ORDER', shops) * ALMOST_ALL) return [];
  // Who is praised has gained, whatever became of the order.
  const praise = eventsOfType(marketplace, facts.events, ['REVIEW']).filter((event) =>
    shops.includes(activity.counterparty[event] ?? -1),
  );
  if (praise.length > distinct * (1 - ALMOST_ALL)) return [];
  return [
    {
      type: 'CAMPUS_OR_OFFICE',
      statement:
        `${undone.length} of ${counted(orders.length, 'order')} were cancelled, or refunded within a day, at shops that sell to ` +
        'nobody else: nobody gained, as when a marketplace tries itself out',
      penalty: 0.3,
      explains: ['place', 'card', 'contact', 'synchrony', 'interaction', 'money', 'burst'],
      entities: [],
      members: facts.members,
      eventTypes: ['ORDER', 'REFUND'],
    },
  ];
};

function undoneAtOnce(marketplace: Marketplace, facts: GroupFacts): (order: number) => boolean {
  const { at, order: orderOf, status } = marketplace.columns.events;
  const refunds = eventsOfType(marketplace, facts.events, ['REFUND']);
  const refunded = new Map(refunds.map((refund) => [orderOf[refund] ?? -1, at[refund] ?? Number.NaN]));
  return (order) => {
    if (status[order] === CANCELLED) return true;
    const refundedAt = refunded.get(orderOf[order] ?? -1) ?? Number.NaN;
    return (orderOf[order] ?? -1) >= 0 && refundedAt - (at[order] ?? Number.NaN) <= WITHIN;
  };
}

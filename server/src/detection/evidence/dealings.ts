/** Members deal with each other: orders, reviews and transfers inside the group, against those with everyone else. */
import type { EventType } from '../../domain/ontology.ts';
import { eventsOfType, type GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { type Finder, type Finding, type IndependentKind, LISTED_ENDS } from './finding.ts';
import { counted, percent } from './wording.ts';

type Dealing = {
  readonly kind: IndependentKind;
  readonly type: EventType;
  readonly noun: string;
  readonly worth: number;
  /** Fewest events and different senders inside the group. */
  readonly leastEvents: number;
  readonly leastSenders: number;
};

const DEALINGS: readonly Dealing[] = [
  { type: 'ORDER', kind: 'interaction', noun: 'order', worth: 24, leastEvents: 4, leastSenders: 2 },
  { type: 'REVIEW', kind: 'interaction', noun: 'review', worth: 20, leastEvents: 4, leastSenders: 2 },
  { type: 'TRANSFER', kind: 'social', noun: 'transfer', worth: 8, leastEvents: 2, leastSenders: 1 },
  { type: 'GIFT', kind: 'social', noun: 'gift', worth: 8, leastEvents: 3, leastSenders: 2 },
  { type: 'ENGAGEMENT', kind: 'interaction', noun: 'engagement', worth: 12, leastEvents: 8, leastSenders: 3 },
];

export type Inside = {
  readonly events: readonly number[];
  readonly orders: number;
  readonly senders: readonly number[];
  readonly receivers: readonly number[];
  /** Of all the receivers got, the share that came from the group. */
  readonly shareReceived: number;
  /** Of all the senders sent, the share that stayed inside. */
  readonly shareSent: number;
};

export function dealingsInside(marketplace: Marketplace, facts: GroupFacts, type: EventType): Inside {
  const { activity, columns } = marketplace;
  const events = eventsOfType(marketplace, facts.inside, [type]).filter((event) => columns.events.failed[event] !== 1);
  const distinct = new Set(events.map((event) => orderKey(marketplace, event)));
  const unique = (ends: Int32Array): number[] =>
    [...new Set(events.map((event) => ends[event] ?? -1))].sort((a, b) => a - b);
  const senders = unique(activity.actor);
  const receivers = unique(activity.counterparty);
  const ratio = (all: number): number => (all === 0 ? 0 : Math.min(1, distinct.size / all));
  return {
    events,
    orders: distinct.size,
    senders,
    receivers,
    shareReceived: ratio(facts.sum('received', type, receivers)),
    shareSent: ratio(facts.sum('did', type, senders)),
  };
}

/** Lines of one order count once. */
export function orderKey({ columns }: Pick<Marketplace, 'columns'>, event: number): number {
  const order = columns.events.order[event] ?? -1;
  return order >= 0 ? order : -2 - event;
}

export const findDealings: Finder = (marketplace, facts) => {
  if (facts.inside.length === 0) return [];
  return DEALINGS.flatMap((dealing) => {
    const inside = dealingsInside(marketplace, facts, dealing.type);
    if (inside.orders < dealing.leastEvents || inside.senders.length < dealing.leastSenders) return [];
    const concentration = Math.sqrt(inside.shareReceived * inside.shareSent);
    // A shop's regulars are not its accomplices: the group must matter to at least one of the two sides.
    if (Math.max(inside.shareReceived, inside.shareSent) < 0.2 || concentration < 0.1) return [];
    return [finding(marketplace, facts, dealing, inside)];
  });
};

function finding(marketplace: Marketplace, facts: GroupFacts, dealing: Dealing, inside: Inside): Finding {
  const members = [...new Set([...inside.senders, ...inside.receivers])].sort((a, b) => a - b);
  const coverage = members.length / facts.members.length;
  const concentration = Math.sqrt(inside.shareReceived * inside.shareSent);
  const mutual = dealing.kind === 'interaction' ? mutualPairs(marketplace, inside.events) : 0;
  const bothWays = mutual > 0 ? `; ${counted(mutual, 'pair')} of them both ways` : '';
  return {
    type: 'DENSE_INTERACTION',
    kind: dealing.kind,
    statement:
      `${counted(inside.orders, dealing.noun)} inside the group, by ${counted(inside.senders.length, 'member')} to ` +
      `${inside.receivers.length}: ${percent(inside.shareReceived)} of what these received, ` +
      `${percent(inside.shareSent)} of what those sent${bothWays}`,
    points: dealing.worth * (0.4 + 0.6 * coverage) * Math.min(1, 1.3 * concentration),
    entities: [...new Set(inside.events.map((event) => marketplace.columns.events.to[event] ?? 0))].slice(
      0,
      LISTED_ENDS,
    ),
    members,
    eventTypes: [dealing.type],
    eventFilter: { through: 'ends', failed: false },
    // Whoever has a circle of customers who are all customers of each other has no market.
    enoughAlone: mutual >= Math.max(LEAST_MUTUAL, facts.persons / 2) && coverage >= 0.5,
  };
}

const LEAST_MUTUAL = 3;

/** Pairs of persons of whom each dealt with the other. */
function mutualPairs({ activity, population }: Marketplace, events: readonly number[]): number {
  const personAt = (accounts: Int32Array, event: number): number => population.personOf[accounts[event] ?? -1] ?? -1;
  const directed = new Set(events.map((e) => `${personAt(activity.actor, e)} ${personAt(activity.counterparty, e)}`));
  return [...directed].filter((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return Number(from) < Number(to) && directed.has(`${to} ${from}`);
  }).length;
}

/** Conduct that rings seldom show, and earlier decisions in the members' favour. */

import { EVENT_STATUSES, kindEntry } from '../../domain/ontology.ts';
import { eventCode } from '../activity.ts';
import { eachOf } from '../graph/csr.ts';
import { UnionFind } from '../graph/union-find.ts';
import { eventsOfType, farEnds, type GroupFacts } from '../group-facts.ts';
import { accountEntity, identifiersOf, labelOf, type Marketplace, tenureDays } from '../marketplace.ts';
import { type CounterFinder, LISTED_ENDS } from './finding.ts';
import { type RateName, unusualRate } from './money.ts';
import { tiesTheGroup } from './shared-identifiers.ts';
import { takeoverBurst } from './takeover.ts';
import { counted, percent } from './wording.ts';

const NO_EVENTS = { eventTypes: [] } as const;
const OVERTURNED = EVENT_STATUSES.indexOf('overturned');

export const findConfirmedLegitimate: CounterFinder = (marketplace, facts) => {
  const members = facts.members.filter((account) => labelOf(marketplace, account) === 'confirmedLegitimate');
  if (members.length === 0) return [];
  return [
    {
      type: 'CONFIRMED_LEGITIMATE',
      statement: `${members.length} of ${facts.members.length} members were checked before and found legitimate`,
      penalty: 0.9 * (members.length / facts.members.length),
      explains: [],
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      ...NO_EVENTS,
    },
  ];
};

/** Old accounts with a life of their own are whom takeovers are made of: there it speaks for nobody. */
const areTakenOver = (marketplace: Marketplace, facts: GroupFacts): boolean =>
  takeoverBurst(marketplace, facts) !== null;

export const findLongTenure: CounterFinder = (marketplace, facts) => {
  if (areTakenOver(marketplace, facts)) return [];
  const { longTenureDays } = marketplace.parameters;
  const members = facts.members.filter((account) => (tenureDays(marketplace, account) ?? 0) >= longTenureDays);
  const share = members.length / facts.members.length;
  if (share < 0.6) return [];
  return [
    {
      type: 'LONG_TENURE',
      statement: `${members.length} of ${facts.members.length} members have been here for over ${longTenureDays} days`,
      penalty: 0.12 * share,
      explains: [],
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      ...NO_EVENTS,
    },
  ];
};

/** Whoever lives on refunds or stolen cards goes to one shop after the other: that rules out one bad batch, and no fraud. */
const PREYING: readonly RateName[] = ['refund', 'claim', 'chargeback'];
const preyOnShops = (marketplace: Marketplace, facts: GroupFacts): boolean =>
  PREYING.some((name) => unusualRate(marketplace, facts, name) !== null);

export const findDiverseTargets: CounterFinder = (marketplace, facts) => {
  if (areTakenOver(marketplace, facts) || preyOnShops(marketplace, facts)) return [];
  const { activity, columns } = marketplace;
  const order = eventCode('ORDER');
  const buyersOf = new Map<number, number>();
  let reach = 0;
  const active: number[] = [];
  for (const member of facts.members) {
    const targets = new Set<number>();
    eachOf(activity.byActor, member, (event) => {
      if (columns.events.type[event] === order) targets.add(activity.counterparty[event] ?? -1);
    });
    if (targets.size === 0) continue;
    active.push(member);
    reach += targets.size;
    for (const target of targets) buyersOf.set(target, (buyersOf.get(target) ?? 0) + 1);
  }
  const each = reach / Math.max(1, active.length);
  const overlap = active.length < 2 ? 1 : (reach / buyersOf.size - 1) / (active.length - 1);
  if (active.length < facts.members.length * 0.6 || each < 3 || overlap > 0.15) return [];
  return [
    {
      type: 'DIVERSE_TARGETS',
      statement: `Members buy from ${each.toFixed(1)} sellers each on average, and only ${percent(overlap)} of these in common`,
      penalty: 0.08,
      explains: [],
      entities: farEnds(marketplace, facts, { types: ['ORDER'], accounts: active }).slice(0, LISTED_ENDS),
      members: active,
      eventTypes: ['ORDER'],
    },
  ];
};

export const findSeparatePayouts: CounterFinder = (marketplace, facts) => {
  const paid = [...facts.sellers, ...facts.creators].filter(
    (account) => identifiersOf(marketplace, account, 'PayoutAccount').length > 0,
  );
  const shared = facts.shared.some((fact) => fact.kind === 'PayoutAccount');
  if (paid.length < 2 || shared) return [];
  return [
    {
      type: 'SEPARATE_PAYOUTS',
      statement: `${paid.length} sellers and creators of the group are each paid to an account of their own`,
      penalty: 0.05,
      explains: [],
      entities: paid
        .flatMap((account) => identifiersOf(marketplace, account, 'PayoutAccount'))
        .map((identifier) => marketplace.sharing.entityOf[identifier] ?? 0)
        .slice(0, LISTED_ENDS),
      members: paid,
      ...NO_EVENTS,
    },
  ];
};

/** Who watches many creators in step with the others was sent to them: an audience has come for one. */
const isMostOf = (events: readonly number[], isOwn: (event: number) => boolean): boolean =>
  events.filter(isOwn).length >= events.length * 0.5;

/** The most of them tied by what they share, directly or over others: the couples of an audience stay couples. */
function largestBlock({ shared }: GroupFacts, audience: ReadonlySet<number>): number {
  const place = new Map([...audience].map((account, i) => [account, i]));
  const blocks = new UnionFind(audience.size);
  for (const fact of shared.filter(tiesTheGroup)) {
    const own = fact.holders.flatMap((account) => place.get(account) ?? []);
    for (const holder of own) blocks.union(own[0] ?? holder, holder);
  }
  const sizes = new Map<number, number>();
  for (const i of place.values()) sizes.set(blocks.find(i), (sizes.get(blocks.find(i)) ?? 0) + 1);
  const largest = Math.max(...sizes.values());
  return largest < 2 ? 0 : largest;
}

/** Fans and followers of one creator: nothing in common but whom they watch and what they are shown. */
export const findViralContent: CounterFinder = (marketplace, facts) => {
  const { activity } = marketplace;
  const watched = eventsOfType(marketplace, facts.events, ['ENGAGEMENT']).filter((event) =>
    facts.memberSet.has(activity.actor[event] ?? -1),
  );
  const audience = new Map<number, Set<number>>();
  for (const event of watched) {
    const owner = activity.counterparty[event] ?? -1;
    audience.set(owner, (audience.get(owner) ?? new Set()).add(activity.actor[event] ?? -1));
  }
  const [star] = [...audience].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]);
  if (!star || star[1].size < facts.members.length * 0.6) return [];
  if (!isMostOf(watched, (event) => activity.counterparty[event] === star[0])) return [];
  const household = largestBlock(facts, star[1]);
  if (household > star[1].size * 0.3) return [];
  return [
    {
      type: 'VIRAL_CONTENT',
      statement: `${star[1].size} of ${facts.members.length} members watch one creator and share next to nothing, as an audience does`,
      penalty: 0.15,
      explains: ['synchrony', 'interaction', 'money'],
      entities: farEnds(marketplace, facts, { types: ['ENGAGEMENT'], accounts: [...star[1]] })
        .filter((entity) => activity.ownerOf(entity) === star[0])
        .slice(0, LISTED_ENDS),
      members: [...star[1]].sort((a, b) => a - b),
      eventTypes: ['ENGAGEMENT'],
    },
  ];
};

export const findOverturnedEnforcement: CounterFinder = (marketplace, facts) => {
  const overturned = eventsOfType(marketplace, facts.events, ['ENFORCEMENT']).filter(
    (event) => marketplace.columns.events.status[event] === OVERTURNED,
  );
  if (overturned.length === 0) return [];
  const members = [...new Set(overturned.map((event) => marketplace.activity.actor[event] ?? -1))].sort(
    (a, b) => a - b,
  );
  return [
    {
      type: 'OVERTURNED_ENFORCEMENT',
      statement: `${counted(overturned.length, 'earlier decision')} against ${counted(members.length, 'member')} ${overturned.length === 1 ? 'was' : 'were'} overturned`,
      penalty: 0.2 * Math.min(1, (2 * members.length) / facts.members.length),
      explains: [],
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventTypes: ['ENFORCEMENT'],
    },
  ];
};

/** A device, an address, an IP address: one of these alone is how honest people live. */
export const findSingleSoftIdentifier: CounterFinder = (_marketplace, facts, findings) => {
  const only = findings[0];
  if (findings.length !== 1 || !only?.type.startsWith('SHARED_') || only.enoughAlone) return [];
  const fact = facts.shared.find(({ entity }) => entity === only.entities[0]);
  if (!fact || kindEntry(fact.kind).evidential === 'hard') return [];
  return [
    {
      type: 'SINGLE_SOFT_IDENTIFIER',
      statement: 'Nothing but one kind of soft identifier ties them',
      penalty: 0.3,
      explains: [],
      entities: only.entities,
      members: only.members,
      ...NO_EVENTS,
    },
  ];
};

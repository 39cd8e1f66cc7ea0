/** Honest reasons to share: a household, an agency, an office or campus, a public place. */

import type { EntityKind } from '../../domain/ontology.ts';
import { DAY_MS } from '../../domain/time-point.ts';
import type { GroupFacts, SharedFact } from '../group-facts.ts';
import { accountEntity, identifiersOf, type Marketplace, related, tenureDays } from '../marketplace.ts';
import { dealingsInside } from './dealings.ts';
import type { CounterFinder, CounterFinding, IndependentKind } from './finding.ts';
import { KIND_OF_IDENTIFIER } from './finding.ts';
import { isReturn } from './returns.ts';
import { tiesTheGroup } from './shared-identifiers.ts';
import { counted, nounOf } from './wording.ts';

const NO_EVENTS = { eventTypes: [] } as const;

const isPlace = (fact: SharedFact): boolean => KIND_OF_IDENTIFIER[fact.kind] === 'place';

/** The place most members have in common; null when it holds less than `share` of the persons. */
function commonPlace(facts: GroupFacts, share: number, kinds: readonly string[]): SharedFact | null {
  const place = facts.shared.find((fact) => isPlace(fact) && kinds.includes(fact.kind));
  return place && place.persons >= facts.persons * share ? place : null;
}

const MOST_AT_HOME = 0.75;
/** Families share a card or two; sharing more is one person with several accounts. */
export const CARDS_OF_A_FAMILY = 2;
export const HOME_KINDS: readonly IndependentKind[] = ['place', 'payout', 'contact', 'social'];

/** A family that comes to the marketplace registers on one evening, each invited by the other and with the coupon for it. */
export const FAMILY_ARRIVES: readonly IndependentKind[] = ['burst', 'promotion'];
/** Who sells again under another name after a ban lives where they lived: that explains the place of nothing else. */
const HOME_OF_A_RETURN: readonly IndependentKind[] = ['card', 'social'];

export const findHousehold: CounterFinder = (marketplace, facts) => {
  if (facts.persons > marketplace.parameters.householdSize) return [];
  const place = homeOf(marketplace, facts);
  if (!place) return [];
  const cards = facts.shared.filter((fact) => fact.kind === 'PaymentInstrument').length;
  const usual = cards <= CARDS_OF_A_FAMILY ? (['card', ...HOME_KINDS] as const) : HOME_KINDS;
  return [
    {
      type: 'HOUSEHOLD',
      statement: `${counted(facts.persons, 'person')} sharing one ${nounOf(place.kind).one} may live together`,
      penalty: 0.1,
      explains: isReturn(marketplace, facts) ? HOME_OF_A_RETURN : usual,
      mayExplain: FAMILY_ARRIVES,
      entities: [place.entity],
      members: place.holders,
      ...NO_EVENTS,
    },
  ];
};

/** Where most of them live: at an address of few, or, in a block of many flats that have one, at the closest thing they share. */
function homeOf(marketplace: Marketplace, facts: GroupFacts): SharedFact | null {
  const most = marketplace.parameters.householdSize * 2;
  const place = commonPlace(facts, MOST_AT_HOME, homeKinds(marketplace, facts));
  if (place === null || place.accounts <= most) return place;
  const isHome = (fact: SharedFact): boolean =>
    isPlace(fact) && fact.accounts <= most && fact.persons >= facts.persons * MOST_AT_HOME;
  return facts.shared.find(isHome) ?? null;
}

const CIRCLE_DAYS = 60;
const LEAST_MUTUAL = 0.4;

/** Money that goes both ways between most pairs, over months, in many transfers: friends and families share bills so. */
export const findMutualCircle: CounterFinder = (marketplace, facts) => {
  const transfers = dealingsInside(marketplace, facts, 'TRANSFER').events;
  const pairs = new Map<string, Set<number>>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const event of transfers) {
    const from = marketplace.activity.actor[event] ?? 0;
    const to = marketplace.activity.counterparty[event] ?? 0;
    const pair = `${Math.min(from, to)} ${Math.max(from, to)}`;
    pairs.set(pair, (pairs.get(pair) ?? new Set()).add(from));
    const at = marketplace.columns.events.at[event] ?? Number.NaN;
    if (Number.isNaN(at)) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  const mutual = [...pairs.values()].filter((ends) => ends.size === 2).length;
  const days = (last - first) / 4 / DAY_MS;
  if (pairs.size === 0 || mutual < pairs.size * LEAST_MUTUAL || !(days >= CIRCLE_DAYS)) return [];
  return [
    {
      type: 'HOUSEHOLD',
      statement:
        `${mutual} of ${counted(pairs.size, 'pair')} pay each other both ways, over ${Math.round(days)} days, ` +
        'as friends and families do',
      penalty: 0.1,
      explains: ['money', 'social'],
      entities: [],
      members: facts.members,
      eventTypes: ['TRANSFER'],
    },
  ];
};

/** Who lives together has one address; a device alone says so only where addresses are not known. */
export function homeKinds(marketplace: Marketplace, facts: GroupFacts): readonly EntityKind[] {
  const located = facts.members.filter((account) => identifiersOf(marketplace, account, 'Address').length > 0).length;
  return located >= facts.members.length * 0.5 ? ['Address'] : ['Device', 'IpAddress', 'Address'];
}

/** An account, member or not, that manages most of the others. */
export function managerOf(marketplace: Marketplace, facts: GroupFacts): { manager: number; managed: number[] } | null {
  const managedBy = new Map<number, number[]>();
  for (const member of facts.members) {
    for (const manager of related(marketplace, 'MANAGED_BY', member)) {
      managedBy.set(manager, [...(managedBy.get(manager) ?? []), member]);
    }
  }
  let best: { manager: number; managed: number[] } | null = null;
  for (const [manager, managed] of managedBy) {
    if (!best || managed.length > best.managed.length) best = { manager, managed };
  }
  const others = facts.members.filter((member) => member !== best?.manager).length;
  return best && best.managed.length >= 2 && best.managed.length >= others * 0.6 ? best : null;
}

export const findAgency: CounterFinder = (marketplace, facts) => {
  const found = managerOf(marketplace, facts);
  if (!found) return [];
  return [
    {
      type: 'AGENCY',
      statement: `${found.managed.length} of ${facts.members.length} members are managed by one account, as agencies do`,
      penalty: 0.2,
      explains: ['place', 'contact', 'payout', 'burst', 'social', 'content', 'logistics'],
      entities: [accountEntity(marketplace, found.manager)],
      members: found.managed,
      ...NO_EVENTS,
    },
  ];
};

const PLACE_KINDS: readonly IndependentKind[] = ['place', 'card', 'burst'];
/** Neighbours and colleagues of long standing also order together. */
const SETTLED_DAYS = 180;

/** Who shares a device with others of the group; of one so crowded that it may stand in the hall, who has no other. */
function onOneHandset(marketplace: Marketplace, { shared }: GroupFacts): ReadonlySet<number> {
  const devices = shared.filter((fact) => fact.kind === 'Device' && tiesTheGroup(fact));
  const common = new Set(devices.map(({ identifier }) => identifier));
  const hasOwn = (account: number): boolean =>
    identifiersOf(marketplace, account, 'Device').some((identifier) => !common.has(identifier));
  return new Set(devices.flatMap(({ isHub, holders }) => (isHub ? holders.filter((one) => !hasOwn(one)) : holders)));
}

export const findCampusOrOffice: CounterFinder = (marketplace, facts, findings) => {
  const place = commonPlace(facts, 0.6, ['Address', 'IpAddress']);
  // The place counts, not how many of its people the group happens to hold: four neighbours of fifteen are no family.
  const crowd = Math.max(facts.persons, place?.accounts ?? 0);
  if (crowd <= marketplace.parameters.householdSize) return [];
  const handsets = onOneHandset(marketplace, facts);
  // Colleagues, students and neighbours share a place, but each has a device of their own beside what stands in the hall.
  if (!place || handsets.size >= facts.members.length * 0.4) return [];
  const settled = facts.members.filter((account) => (tenureDays(marketplace, account) ?? 0) >= SETTLED_DAYS).length;
  const isSettled = settled >= facts.members.length * 0.6;
  const explains: readonly IndependentKind[] = isSettled ? [...PLACE_KINDS, 'synchrony', 'interaction'] : PLACE_KINDS;
  // Who hides in the crowd behind a carrier's address is not held to share it: that they do excuses nothing else.
  if (!findings.some(({ kind }) => explains.includes(kind))) return [];
  return [
    {
      type: 'CAMPUS_OR_OFFICE',
      statement:
        `${place.persons} persons share one ${nounOf(place.kind).one} that serves ${place.accounts} accounts, ` +
        'as an office, a campus or a student hall does',
      penalty: 0.1,
      explains,
      entities: [place.entity],
      members: place.holders,
      ...NO_EVENTS,
    },
  ];
};

export const findPublicIdentifiers: CounterFinder = (_marketplace, facts) => {
  const hubs = facts.shared.filter((fact) => fact.isHub && !tiesTheGroup(fact));
  const widest = hubs[0];
  if (!widest) return [];
  const finding: CounterFinding = {
    type: 'PUBLIC_IDENTIFIER',
    statement:
      `${counted(hubs.length, 'identifier')} they share ${hubs.length === 1 ? 'is' : 'are'} public or widely used ` +
      `(one ${nounOf(widest.kind).one} serves ${widest.accounts} accounts) and tie nobody`,
    penalty: 0,
    explains: [],
    entities: hubs.slice(0, 12).map((fact) => fact.entity),
    members: widest.holders,
    ...NO_EVENTS,
  };
  return [finding];
};

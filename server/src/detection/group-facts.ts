/** The facts of one group, gathered once; evidence, counter-evidence, typologies, roles and score all read these. */
import type { EntityKind, EventType } from '../domain/ontology.ts';
import { eachEventOf, eventCode } from './activity.ts';
import type { Group } from './candidates.ts';
import { columnDegree } from './graph/incidence.ts';
import { accountKind, kindOf, type Marketplace, related } from './marketplace.ts';

export type SharedFact = {
  readonly identifier: number;
  readonly entity: number;
  readonly kind: EntityKind;
  /** Member accounts that hold it, ascending. */
  readonly holders: readonly number[];
  /** Different persons among them. */
  readonly persons: number;
  /** Persons in the whole marketplace that hold it. */
  readonly accounts: number;
  readonly isHub: boolean;
  /** Confirmed as legitimate: never evidence. */
  readonly isCleared: boolean;
};

export type GroupFacts = {
  readonly group: Group;
  /** Core, associates and counterparties, ascending. */
  readonly members: readonly number[];
  readonly memberSet: ReadonlySet<number>;
  readonly persons: number;
  readonly buyers: readonly number[];
  readonly sellers: readonly number[];
  readonly creators: readonly number[];
  /** Identifiers at least two persons of the group hold, strongest first. */
  readonly shared: readonly SharedFact[];
  /** Events whose two ends are both members. */
  readonly inside: readonly number[];
  /** Events done by or to a member, ascending, each once. */
  readonly events: readonly number[];
  /** Member → member pairs of REFERRED. */
  readonly referrals: readonly (readonly [number, number])[];
  /** Member that manages other members → those. */
  readonly managed: ReadonlyMap<number, readonly number[]>;
  readonly sum: (what: 'did' | 'failed' | 'received', type: EventType, accounts?: readonly number[]) => number;
};

export function readGroupFacts(marketplace: Marketplace, group: Group): GroupFacts {
  const members = [...group.core, ...group.associates, ...group.counterparties].sort((a, b) => a - b);
  const memberSet = new Set(members);
  const ofKind = (kind: EntityKind): number[] =>
    members.filter((account) => accountKind(marketplace, account) === kind);
  const events = eventsOf(marketplace, members);
  const { activity, conduct } = marketplace;
  return {
    group,
    members,
    memberSet,
    persons: new Set(members.map((account) => marketplace.population.personOf[account])).size,
    buyers: ofKind('Buyer'),
    sellers: ofKind('Seller'),
    creators: ofKind('Creator'),
    shared: sharedIdentifiers(marketplace, members),
    events,
    inside: events.filter(
      (event) =>
        activity.actor[event] !== activity.counterparty[event] &&
        memberSet.has(activity.actor[event] ?? -1) &&
        memberSet.has(activity.counterparty[event] ?? -1),
    ),
    referrals: members.flatMap((from) =>
      related(marketplace, 'REFERRED', from)
        .filter((to) => memberSet.has(to))
        .map((to) => [from, to] as const),
    ),
    managed: new Map(
      members
        .map((from) => [from, related(marketplace, 'MANAGES', from).filter((to) => memberSet.has(to))] as const)
        .filter(([, managed]) => managed.length > 0),
    ),
    sum: (what, type, accounts = members) =>
      accounts.reduce((total, account) => total + conduct[what](type, account), 0),
  };
}

function eventsOf({ activity }: Marketplace, members: readonly number[]): number[] {
  const events: number[] = [];
  const add = (event: number): void => {
    events.push(event);
  };
  for (const member of members) {
    eachEventOf(activity.byActor, member, add);
    eachEventOf(activity.byCounterparty, member, add);
  }
  const sorted = Int32Array.from(events).sort();
  return [...sorted].filter((event, i) => event !== sorted[i - 1]);
}

function sharedIdentifiers(marketplace: Marketplace, members: readonly number[]): SharedFact[] {
  const { sharing, hubs, population, columns } = marketplace;
  const { rowOffsets, rowEntries, entryColumn } = sharing.byAccount;
  const holders = new Map<number, number[]>();
  for (const member of members) {
    for (let r = rowOffsets[member] ?? 0; r < (rowOffsets[member + 1] ?? 0); r++) {
      const identifier = entryColumn[rowEntries[r] ?? 0] ?? 0;
      const known = holders.get(identifier);
      if (known) known.push(member);
      else holders.set(identifier, [member]);
    }
  }
  const shared: SharedFact[] = [];
  for (const [identifier, accounts] of holders) {
    const persons = new Set(accounts.map((account) => population.personOf[account])).size;
    if (persons < 2) continue;
    const entity = sharing.entityOf[identifier] ?? 0;
    shared.push({
      identifier,
      entity,
      kind: kindOf(columns, entity),
      holders: accounts,
      persons,
      accounts: columnDegree(sharing.byPerson, identifier),
      isHub: hubs.isHub[identifier] === 1,
      isCleared: hubs.isCleared[identifier] === 1,
    });
  }
  const strength = (fact: SharedFact): number => fact.persons / Math.max(2, fact.accounts);
  return shared.sort((a, b) => b.persons - a.persons || strength(b) - strength(a) || a.identifier - b.identifier);
}

type Doings = { readonly types: readonly EventType[]; readonly accounts: readonly number[]; readonly failed?: boolean };

/** The things and accounts at the far end of what some accounts did, ascending: where the events are found again. */
export function farEnds(marketplace: Marketplace, facts: GroupFacts, { types, accounts, failed }: Doings): number[] {
  const { activity, columns } = marketplace;
  const own = new Set(accounts);
  const ends = eventsOfType(marketplace, facts.events, types)
    .filter((event) => own.has(activity.actor[event] ?? -1))
    .filter((event) => failed === undefined || failed === (columns.events.failed[event] === 1))
    .map((event) => columns.events.to[event] ?? 0);
  return [...new Set(ends)].sort((a, b) => a - b);
}

/** Events of the group of some types, optionally only those between members. */
export function eventsOfType(
  marketplace: Marketplace,
  events: readonly number[],
  types: readonly EventType[],
): number[] {
  const codes = new Set(types.map(eventCode));
  return events.filter((event) => codes.has(marketplace.columns.events.type[event] ?? 0));
}

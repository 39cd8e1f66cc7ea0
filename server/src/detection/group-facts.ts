/** The facts of one group, gathered once (read-group-facts.ts); evidence, counter-evidence, typologies, roles and score all read these. */
import { type EntityKind, EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import { eventCode } from './activity.ts';
import type { Group } from './candidates.ts';
import type { Marketplace } from './marketplace.ts';

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
  /** One bit for each type of these events, by its code. */
  readonly typesOfEvents: number;
  /** Member → member pairs of REFERRED. */
  readonly referrals: readonly (readonly [number, number])[];
  /** Member that manages other members → those. */
  readonly managed: ReadonlyMap<number, readonly number[]>;
  readonly sum: (what: 'did' | 'failed' | 'received', type: EventType, accounts?: readonly number[]) => number;
};

/** Whether anything of a type was done by or to a member: what asks for one seldom finds it. */
export const hasEvents = ({ typesOfEvents }: Pick<GroupFacts, 'typesOfEvents'>, type: EventType): boolean =>
  ((typesOfEvents >>> eventCode(type)) & 1) === 1;

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

/** By event code, all 0 between calls. */
const wanted = new Uint8Array(EVENT_TYPE_LIST.length);

/** Events of the group of some types, optionally only those between members. */
export function eventsOfType(
  marketplace: Marketplace,
  events: readonly number[],
  types: readonly EventType[],
): number[] {
  const { type } = marketplace.columns.events;
  const found: number[] = [];
  for (const name of types) wanted[eventCode(name)] = 1;
  for (const event of events) if (wanted[type[event] ?? 0] === 1) found.push(event);
  for (const name of types) wanted[eventCode(name)] = 0;
  return found;
}

/** Events indexed by the accounts they concern: who did what, to whom; a thing stands for whoever sells or published it. */
import { EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import { type EventColumns, type GraphColumns, namesAny } from './columns.ts';
import { type Buckets, bucketBy } from './graph/csr.ts';
import type { Census } from './population.ts';
import { ownersOfThings } from './sharing.ts';
import { type HabitsOfClocks, whatTimesTellByClock } from './signals/clock.ts';

export type Activity = {
  readonly actor: Int32Array;
  /** Event → account at the far end (the owner of a product or of content), −1 without one. */
  readonly counterparty: Int32Array;
  readonly byActor: Buckets;
  readonly byCounterparty: Buckets;
  /** Event → creator credited with the order, −1 without one. */
  readonly credited: Int32Array;
  /** Thing → owning account, −1 without one. */
  readonly ownerOf: (thing: number) => number;
  /** Event → what its time tells, by TELLS; each type of event has a clock of its own. */
  readonly tells: Uint8Array;
  /** Event code → the habits of its clock. */
  readonly habits: HabitsOfClocks;
};

const CODES: ReadonlyMap<EventType, number> = new Map(EVENT_TYPE_LIST.map((type, code) => [type, code]));
export const eventCode = (type: EventType): number => CODES.get(type) ?? -1;

type Ends = Pick<Activity, 'actor' | 'counterparty' | 'credited'> & { readonly ownerOf: Int32Array };

export function readActivity(columns: GraphColumns, population: Census, held?: HabitsOfClocks): Activity {
  const { events } = columns;
  const { accountCount } = population;
  const ends = readEnds(columns, population);
  return {
    ...ends,
    ownerOf: createOwners(ends.ownerOf),
    byActor: bucketBy(ends.actor, accountCount),
    byCounterparty: bucketBy(ends.counterparty, accountCount),
    ...whatTimesTellByClock(events.at, events.type, held),
  };
}

/** Things stand together in the columns: the part from the first that is owned to the last is all that is kept. */
function createOwners(ownerOf: Int32Array): Activity['ownerOf'] {
  let [first, end] = [0, ownerOf.length];
  while (first < end && ownerOf[first] === -1) first++;
  while (end > first && ownerOf[end - 1] === -1) end--;
  const owners = ownerOf.slice(first, end);
  return (thing) => owners[thing - first] ?? -1;
}

/** The accounts that each event concerns. */
export function readEnds(columns: GraphColumns, { accountOf }: Census): Ends {
  const { events } = columns;
  const ownerOf = ownersOfThings(columns, accountOf);
  const actor = new Int32Array(events.length);
  const counterparty = new Int32Array(events.length);
  for (let e = 0; e < events.length; e++) {
    const to = events.to[e] ?? 0;
    const account = accountOf[to] ?? -1;
    actor[e] = accountOf[events.from[e] ?? 0] ?? -1;
    counterparty[e] = account >= 0 ? account : (ownerOf[to] ?? -1);
  }
  return { actor, counterparty, credited: creditedIn(events, accountOf), ownerOf };
}

/** Where nothing is credited, the column that says so. */
function creditedIn({ length, references }: EventColumns, accountOf: Int32Array): Int32Array {
  const creators = references['creator'] ?? new Int32Array(length).fill(-1);
  return namesAny(creators) ? creators.map((creator) => accountOf[creator] ?? -1) : creators;
}

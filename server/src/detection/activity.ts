/** Events indexed by the accounts they concern: who did what, to whom; a thing stands for whoever sells or published it. */
import { EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import type { GraphColumns } from './columns.ts';
import { type Buckets, bucketBy } from './graph/csr.ts';
import type { Population } from './population.ts';
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
  readonly byCredited: Buckets;
  /** Thing → owning account. */
  readonly ownerOf: Int32Array;
  /** Event → what its time tells, by TELLS; each type of event has a clock of its own. */
  readonly tells: Uint8Array;
  /** Event code → the habits of its clock. */
  readonly habits: HabitsOfClocks;
};

const CODES: ReadonlyMap<EventType, number> = new Map(EVENT_TYPE_LIST.map((type, code) => [type, code]));
export const eventCode = (type: EventType): number => CODES.get(type) ?? -1;

type Ends = Pick<Activity, 'actor' | 'counterparty' | 'credited' | 'ownerOf'>;

export function readActivity(columns: GraphColumns, population: Population, held?: HabitsOfClocks): Activity {
  const { events } = columns;
  const { accountCount } = population;
  const ends = readEnds(columns, population);
  return {
    ...ends,
    byActor: bucketBy(ends.actor, accountCount),
    byCounterparty: bucketBy(ends.counterparty, accountCount),
    byCredited: bucketBy(ends.credited, accountCount),
    ...whatTimesTellByClock(events.at, events.type, held),
  };
}

/** The accounts that each event concerns. */
export function readEnds(columns: GraphColumns, { accountOf }: Population): Ends {
  const { events } = columns;
  const ownerOf = ownersOfThings(columns, accountOf);
  const actor = new Int32Array(events.length);
  const counterparty = new Int32Array(events.length);
  const credited = new Int32Array(events.length).fill(-1);
  const creators = events.references['creator'];
  for (let e = 0; e < events.length; e++) {
    const to = events.to[e] ?? 0;
    const account = accountOf[to] ?? -1;
    actor[e] = accountOf[events.from[e] ?? 0] ?? -1;
    counterparty[e] = account >= 0 ? account : (ownerOf[to] ?? -1);
    credited[e] = accountOf[creators?.[e] ?? -1] ?? -1;
  }
  return { actor, counterparty, credited, ownerOf };
}

/** Calls `visit` for every event the account did, in the order of the columns. */
export function eachEventOf(buckets: Buckets, account: number, visit: (event: number) => void): void {
  const end = buckets.offsets[account + 1] ?? 0;
  for (let i = buckets.offsets[account] ?? 0; i < end; i++) visit(buckets.items[i] ?? 0);
}

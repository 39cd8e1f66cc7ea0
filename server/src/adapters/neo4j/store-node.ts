/** The store's own node: schema, change number, counts, and the lease that lets one writer in at a time. */
import type { Clock } from '../../application/ports/clock.ts';
import type { GraphCounts } from '../../application/ports/graph-store.ts';
import { FailureError } from '../../domain/failure.ts';
import { EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { importRunning, isHeld, type Lease, newLease, parseLease } from '../sqlite/import-lease.ts';
import { type Neo4jConnection, type Transaction, toInteger } from './connection.ts';
import { numberOf, type Properties } from './merged-properties.ts';
import { latestSchema, tookOver } from './schema.ts';

export type StoreState = {
  changeNumber: number;
  entities: number;
  links: number;
  events: number;
  attributeNames: readonly string[];
  /** Of which there is or was an event, in the order of the vocabulary. */
  eventTypes: readonly EventType[];
  /** How far somebody has read a source, by name. */
  bookmarks: Readonly<Record<string, string>>;
};
export type LeaseOwner = { readonly holder: string; readonly token: string; readonly clock: Clock };

const toState = (store: Properties): StoreState => ({
  changeNumber: numberOf(store['changeNumber']) ?? 0,
  entities: numberOf(store['entities']) ?? 0,
  links: numberOf(store['links']) ?? 0,
  events: numberOf(store['events']) ?? 0,
  attributeNames: Array.isArray(store['attributeNames']) ? store['attributeNames'].map(String) : [],
  eventTypes: EVENT_TYPE_LIST.filter((type) => (store['eventTypes'] as readonly string[] | undefined)?.includes(type)),
  bookmarks: parseBookmarks(store['bookmarks']),
});
const parseBookmarks = (text: unknown): StoreState['bookmarks'] => (typeof text === 'string' ? JSON.parse(text) : {});
export const toCounts = ({ entities, links, events }: StoreState): GraphCounts => ({ entities, links, events });

export async function readState(connection: Neo4jConnection): Promise<StoreState> {
  const [row] = await connection.ask('store/read-store');
  return toState((row?.[0] ?? {}) as Properties);
}

/** Types of event of which there is one: the others need not be looked through. */
export const heldTypes = async (connection: Neo4jConnection): Promise<readonly EventType[]> =>
  (await readState(connection)).eventTypes;

function toLease(store: Properties): Lease | null {
  const text = store['lease'];
  return typeof text === 'string' ? parseLease(text) : null;
}

/**
 * What an import that died on another machine costs the next one at most. Short, because it is renewed all the time and
 * at the end of each batch; a rival that finds it over while a long batch runs waits for the lock and then finds it new.
 */
export const GRAPH_LEASE_MS = 20_000;

async function lock(transaction: Transaction, clock: Clock): Promise<Properties> {
  const [row] = await transaction.run('store/lock-store', { now: toInteger(clock.now()) });
  if (!row) throw new Error('the store’s own node is gone: somebody deleted it');
  return row[0] as Properties;
}

/** The lease that stands in the way, or null: it is ours now. */
export async function takeLease(connection: Neo4jConnection, owner: LeaseOwner): Promise<Lease | null> {
  const { token, clock } = owner;
  // Asked first without the lock, which a running batch may hold for seconds.
  const [seen] = await connection.ask('store/read-store');
  const running = toLease((seen?.[0] ?? {}) as Properties);
  if (isHeld(running, clock.now()) && running.token !== token) return running;
  return connection.write('take-lease', async (transaction) => {
    const rival = toLease(await lock(transaction, clock));
    if (isHeld(rival, clock.now()) && rival.token !== token) return rival;
    await keepLease(transaction, owner);
    return null;
  });
}

/** Locks the store for the rest of the transaction; fails where the lease or the schema went to somebody else. */
export async function lockAsOwner(transaction: Transaction, { token, clock }: LeaseOwner): Promise<StoreState> {
  const store = await lock(transaction, clock);
  const schema = numberOf(store['schema']) ?? 0;
  if (schema > latestSchema()) throw new FailureError(tookOver(schema));
  const lease = toLease(store);
  if (lease?.token !== token)
    throw new FailureError(importRunning(lease ?? newLease({ holder: 'unknown', token: '', clock })));
  return toState(store);
}

/** The time counts from here. The store must be locked. */
export async function keepLease(transaction: Transaction, owner: LeaseOwner): Promise<void> {
  const lease = JSON.stringify(newLease(owner, GRAPH_LEASE_MS));
  await transaction.run('store/save-store', { properties: { lease } });
}

export const renewLease = (connection: Neo4jConnection, owner: LeaseOwner): Promise<void> =>
  connection.write('renew-lease', async (transaction) => {
    await lockAsOwner(transaction, owner);
    await keepLease(transaction, owner);
  });

/** Nothing where the lease went to somebody else meanwhile. */
export const returnLease = (connection: Neo4jConnection, { token, clock }: LeaseOwner): Promise<void> =>
  connection.write('return-lease', async (transaction) => {
    const lease = toLease(await lock(transaction, clock));
    if (lease?.token === token) await transaction.run('store/save-store', { properties: { lease: null } });
  });

export async function saveState(transaction: Transaction, state: StoreState): Promise<void> {
  const { changeNumber, entities, links, events, attributeNames, eventTypes, bookmarks } = state;
  const properties = {
    changeNumber: toInteger(changeNumber),
    entities: toInteger(entities),
    links: toInteger(links),
    events: toInteger(events),
    attributeNames,
    eventTypes,
    bookmarks: JSON.stringify(bookmarks),
  };
  await transaction.run('store/save-store', { properties });
}

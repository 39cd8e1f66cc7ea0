/**
 * `pnpm bench explore --store neo4j [records] [rounds]`: the reads of an investigator on Neo4j, as multiples of
 * `RETURN 1` over the same driver, and the same reads of the same graph on SQLite as a share of Neo4j's. In each round
 * every read is asked once of each store, so that what else the machine does meets all alike; the middle of each counts.
 * Processor time (server and client) of each read asked over and over stands beside it: on a machine with other work, that is
 * the one to look at. Default: 300,000 records (236,143 links), 600 rounds; the first three quarters warm the server up, whose
 * compiler comes to the statement over a hub late.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { scenarioOfSize, writeMarketplace } from '../../../seed/src/main.ts';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { createFileRecordSource } from '../../../server/src/adapters/files/file-record-source.ts';
import { toRef } from '../../../server/src/adapters/neo4j/entity-properties.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openSqliteGraphStore } from '../../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { HUB_LINKS } from '../../../server/src/application/exploration/hub.ts';
import { searchBetween } from '../../../server/src/application/exploration/search-between.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { type RunningNeo4j, startNeo4j } from '../../support/neo4j/start-server.ts';

const ROWS = 100;
const TWO_HOP_ROWS = 300;
const MAX_LENGTH = 6;

type Asked = { readonly one: EntityRef; readonly another: EntityRef; readonly hub: EntityRef };
type Read = {
  /** Of its middle time, as a multiple of `RETURN 1`. */
  readonly mostTrips: number;
  /** Of SQLite's middle time, as a share of Neo4j's; null where none is set. */
  readonly mostShare: number | null;
  readonly ask: (store: GraphStore, asked: Asked) => Promise<unknown>;
};

const READS: Readonly<Record<string, Read>> = {
  '1 hop, 100 ranked': {
    ...{ mostTrips: 1.3, mostShare: 0.12 },
    ask: (store, { one }) => store.expand({ of: [one], limitPerEntity: ROWS }),
  },
  '1 hop of the largest hub': {
    ...{ mostTrips: 6, mostShare: 0.25 },
    ask: (store, { hub }) => store.expand({ of: [hub], limitPerEntity: ROWS }),
  },
  '2 hops, hubs cut': { mostTrips: 4.5, mostShare: 0.25, ask: (store, { one }) => twoHops(store, one) },
  'paths up to 6, hubs avoided': {
    ...{ mostTrips: 4, mostShare: null },
    ask: (store, { one, another }) =>
      searchBetween(store, { from: one, to: another, maxLength: MAX_LENGTH, count: 1, avoidHubs: true }),
  },
};

/** As the walk of the exploration does: expand, look which are hubs, expand the others. */
async function twoHops(store: GraphStore, one: EntityRef): Promise<unknown> {
  const [first] = await store.expand({ of: [one], limitPerEntity: ROWS, withEnds: true });
  const ends = (first?.links ?? []).map(({ from, to }) => (from.id === one.id && from.kind === one.kind ? to : from));
  const entities = first?.ends ?? (await store.entities(ends));
  const of = entities.flatMap((entity) => (entity && entity.linkCount <= HUB_LINKS ? entity : []));
  if (of.length === 0) return first;
  return store.expand({ of, limitPerEntity: Math.max(1, Math.floor(TWO_HOP_ROWS / of.length)) });
}

export async function benchNeo4jReads(args: readonly string[]): Promise<void> {
  const [records = 300_000, rounds = 600] = args.map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'clewline-bench-reads-'));
  const server = await startNeo4j({ version: '5.26.12', heapMb: 2_048, fullSpeed: true });
  const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
  try {
    const opened = [
      await openNeo4jGraphStore({ ...server, database: 'neo4j', clock: systemClock }),
      await openSqliteGraphStore({ path: join(folder, 'graph.db'), clock: systemClock }),
    ].map((result) => {
      if (!result.ok) throw new Error(result.failure.message);
      return result.value;
    });
    await fill(opened, join(folder, 'records'), records);
    console.log(JSON.stringify(await opened[0]?.counts()));
    const refs = await someRefs(driver);
    const times = await measure(driver, { stores: opened, refs, rounds });
    report(times, await measureProcessor(driver, { server, store: opened[0], refs }));
    for (const store of opened) await store.close();
  } finally {
    await driver.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(stores: readonly GraphStore[], files: string, records: number): Promise<void> {
  writeMarketplace(files, scenarioOfSize(records));
  for (const store of stores) {
    const source = await createFileRecordSource({ now: systemClock.now, hashKey: null }).open({
      ...{ paths: [files], batchSize: 75_000 },
    });
    const session = await store.openImport('bench');
    if (!source.ok || !session.ok) throw new Error('the marketplace could not be imported');
    for await (const batch of source.value.batches()) await session.value.write(batch.records);
    await session.value.close();
  }
}

const FLOOR = 'RETURN 1';
type Times = ReadonlyMap<string, readonly number[]>;

const askFloor = (driver: Driver) => driver.executeQuery(FLOOR, {}, { routing: 'READ', database: 'neo4j' });
const askedIn = (refs: Refs, round: number): Asked => ({
  ...{ hub: refs.hub, one: pick(refs.buyers, round), another: pick(refs.buyers, round * 7 + 1) },
});

type Measuring = { readonly stores: readonly GraphStore[]; readonly refs: Refs; readonly rounds: number };

async function measure(driver: Driver, { stores, refs, rounds }: Measuring): Promise<Times> {
  const [ours, theirs] = stores;
  if (!ours || !theirs) throw new Error('two stores are compared');
  const times = new Map<string, number[]>();
  const time = async (name: string, isKept: boolean, ask: () => Promise<unknown>): Promise<void> => {
    const startedAt = performance.now();
    await ask();
    if (isKept) times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
  };
  for (let round = 0; round < rounds; round++) {
    const asked = askedIn(refs, round);
    const isKept = round >= rounds * 0.75;
    for (const [name, { ask }] of Object.entries(READS)) {
      // Before each: after a long answer the machine lets others run first.
      await time(FLOOR, isKept, () => askFloor(driver));
      await time(name, isKept, () => ask(ours, asked));
      await time(`${name}, SQLite`, isKept, () => ask(theirs, asked));
    }
  }
  return times;
}

const QUESTIONS = 100;
type Spending = { readonly server: RunningNeo4j; readonly store: GraphStore | undefined; readonly refs: Refs };

/** Milliseconds of processor a question takes, by read. */
async function measureProcessor(
  driver: Driver,
  { server, store, refs }: Spending,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const spend = async (name: string, ask: (asked: Asked) => Promise<unknown>): Promise<void> => {
    const [cpu, before] = [process.cpuUsage(), server.cpuSeconds() ?? 0];
    for (let i = 0; i < QUESTIONS; i++) await ask(askedIn(refs, i));
    const { user, system } = process.cpuUsage(cpu);
    found.set(name, ((user + system) / 1000 + ((server.cpuSeconds() ?? 0) - before) * 1000) / QUESTIONS);
  };
  await spend(FLOOR, () => askFloor(driver));
  for (const [name, { ask }] of Object.entries(READS)) if (store) await spend(name, (asked) => ask(store, asked));
  return found;
}

function pick(refs: readonly EntityRef[], i: number): EntityRef {
  const found = refs[i % refs.length];
  if (!found) throw new Error('the marketplace has no buyers');
  return found;
}

type Refs = { readonly buyers: readonly EntityRef[]; readonly hub: EntityRef };

async function someRefs(driver: Driver): Promise<Refs> {
  const keys = async (text: string): Promise<readonly EntityRef[]> =>
    (await driver.executeQuery(text)).records.map((record) => toRef(record.get('key')));
  const [hub] = await keys('MATCH (n:Entity) RETURN n.key AS key ORDER BY coalesce(n.degree, 0) DESC LIMIT 1');
  if (!hub) throw new Error('the store is empty');
  return { buyers: await keys('MATCH (n:Buyer) WHERE n.degree > 0 RETURN n.key AS key ORDER BY n.id LIMIT 500'), hub };
}

function report(times: Times, processor: ReadonlyMap<string, number>): void {
  const at = (name: string, share: number): number => {
    const sorted = [...(times.get(name) ?? [])].sort((x, y) => x - y);
    return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  };
  const floor = at(FLOOR, 0.5);
  console.log(`RETURN 1: p50 ${floor.toFixed(2)} ms, p95 ${at(FLOOR, 0.95).toFixed(2)} ms`);
  for (const [name, { mostTrips, mostShare }] of Object.entries(READS)) {
    const trips = at(name, 0.5) / floor;
    const share = at(`${name}, SQLite`, 0.5) / at(name, 0.5);
    const spent = (processor.get(name) ?? 0) / (processor.get(FLOOR) ?? 0);
    const goal = mostShare === null ? '' : ` (goal ≤ ${mostShare})`;
    console.log(
      `${name}: p50 ${at(name, 0.5).toFixed(2)} ms, p95 ${at(name, 0.95).toFixed(2)} ms, ${trips.toFixed(2)} × RETURN 1 ` +
        `(goal ≤ ${mostTrips}), of processor time ${spent.toFixed(2)}; SQLite ${at(`${name}, SQLite`, 0.5).toFixed(2)} ms, ${share.toFixed(2)} of it${goal}`,
    );
    if (trips > mostTrips || (mostShare !== null && share > mostShare)) process.exitCode = 1;
  }
}

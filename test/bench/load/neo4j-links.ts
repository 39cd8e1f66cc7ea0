/**
 * `pnpm bench load --store neo4j [links]`: every link out of Neo4j for detection, as the adapter reads them (packed, by
 * blocks of nodes, two sessions), against the driver's default stream of rows with the same values. Both run in turn after a
 * warm-up, the best of each counts; what arrives is counted, and summed, against each other and the store's own number.
 */
import neo4j, { type Driver } from 'neo4j-driver';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { Neo4jConnection } from '../../../server/src/adapters/neo4j/connection.ts';
import { type LinkBlocks, linkRows, loadLinkBlocks } from '../../../server/src/adapters/neo4j/link-blocks.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import { LINK_TYPE_LIST } from '../../../server/src/domain/ontology.ts';
import { seeded } from '../../detection/graph/random-graph.ts';
import { type RunningNeo4j, startNeo4j } from '../../support/neo4j/start-server.ts';
import { drawRecord } from './draw-record.ts';

const GOAL = 4;
const ROUNDS = 3;
const BATCH = 75_000;
const ROWS = `MATCH (a:Entity)-[r:${LINK_TYPE_LIST.join('|')}]->(b)
RETURN id(a) AS a, type(r) AS type, id(b) AS b, r.count AS count, r.firstSeen AS firstSeen, r.lastSeen AS lastSeen,
  r.removedAt AS removedAt`;

type Loading = { readonly links: number; readonly ms: number; readonly cpuMs: number };

export async function benchNeo4jLoad(links: number): Promise<void> {
  const server = await startNeo4j({ version: '5.26.12', heapMb: 3_072, fullSpeed: true });
  const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
  const connection = new Neo4jConnection({ ...server, database: 'neo4j' });
  try {
    const opened = await openNeo4jGraphStore({ ...server, database: 'neo4j', clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.message);
    await fill(opened.value, links);
    const { links: held } = await opened.value.counts();
    const rows: Loading[] = [];
    const blocks: Loading[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      rows.push(await timed(server, () => streamRows(driver)));
      blocks.push(await timed(server, async () => (await streamBlocks(driver, connection)).total));
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}: rows ${tell(rows.at(-1))} · blocks ${tell(blocks.at(-1))}`,
      );
    }
    const isSame = (await sumOfRows(driver)) === sumOfBlocks(await streamBlocks(driver, connection));
    report({ held, isSame }, rows.slice(1), blocks.slice(1));
    await opened.value.close();
  } finally {
    await connection.close();
    await driver.close();
    await server.stop();
  }
}

async function fill(store: GraphStore, links: number): Promise<void> {
  const session = await store.openImport('bench');
  if (!session.ok) throw new Error(session.failure.message);
  const random = seeded(5);
  for (let i = 0; i < links; i += BATCH) {
    const size = Math.min(BATCH, links - i);
    await session.value.write(Array.from({ length: size }, (_, n) => drawRecord(i + n, true, links, random)));
  }
  await session.value.close();
}

async function streamRows(driver: Driver): Promise<number> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  let found = 0;
  for await (const _ of session.run(ROWS)) found++;
  await session.close();
  return found;
}

/** The range of ids is at hand where the entities were loaded before; here it is asked for. */
async function streamBlocks(driver: Driver, connection: Neo4jConnection): Promise<LinkBlocks> {
  const { records } = await driver.executeQuery('MATCH (n:Entity) RETURN min(id(n)) AS first, max(id(n)) AS last');
  const [first, last] = ['first', 'last'].map((name) => Number(records[0]?.get(name)));
  return loadLinkBlocks(connection, { first: first ?? 0, last: last ?? -1 }, false);
}

/** Differs where a value of any link does, but for chance. */
const sumOf = (sum: number, numbers: readonly number[]): number =>
  (sum + numbers.reduce((hash, number) => (hash * 31 + number) % 1_000_000_007, 7)) % 1_000_000_007;

async function sumOfRows(driver: Driver): Promise<number> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  let sum = 0;
  for await (const row of session.run(ROWS)) {
    const code = LINK_TYPE_LIST.indexOf(row.get('type'));
    sum = sumOf(sum, [code, ...['a', 'b', 'count', 'firstSeen', 'lastSeen'].map((name) => Number(row.get(name)))]);
  }
  await session.close();
  return sum;
}

function sumOfBlocks(blocks: LinkBlocks): number {
  let sum = 0;
  for (const [a, b, type, , count, first, span] of linkRows(blocks, (node) => node)) {
    sum = sumOf(sum, [type, a, b, count, first, Number(first) + Number(span)].map(Number));
  }
  return sum;
}

async function timed(server: RunningNeo4j, load: () => Promise<number>): Promise<Loading> {
  const [cpu, serverBefore, startedAt] = [process.cpuUsage(), server.cpuSeconds() ?? 0, performance.now()];
  const links = await load();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { links, ms, cpuMs: (user + system) / 1000 + ((server.cpuSeconds() ?? 0) - serverBefore) * 1000 };
}

const tell = (loading: Loading | undefined): string =>
  loading ? `${Math.round(loading.ms)} ms, ${Math.round(loading.cpuMs)} ms of processor` : '';

type Checked = { readonly held: number; readonly isSame: boolean };

function report({ held, isSame }: Checked, rows: readonly Loading[], blocks: readonly Loading[]): void {
  const least = (loadings: readonly Loading[], of: 'ms' | 'cpuMs'): number =>
    Math.min(...loadings.map((loading) => loading[of]));
  const isWhole = isSame && [...rows, ...blocks].every(({ links }) => links === held);
  const ratio = least(rows, 'ms') / least(blocks, 'ms');
  console.log(
    `${held} links: ${Math.round(held / least(blocks, 'ms'))}k links/s; ratio to the driver's rows ${ratio.toFixed(2)}, ` +
      `of processor time ${(least(rows, 'cpuMs') / least(blocks, 'cpuMs')).toFixed(2)} (goal ≥ ${GOAL})`,
  );
  console.log(`the same links, and as many as the store has, each time: ${isWhole ? 'yes' : 'NO'}`);
  if (ratio < GOAL || !isWhole) process.exitCode = 1;
}

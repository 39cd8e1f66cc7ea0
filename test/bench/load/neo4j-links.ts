/**
 * `pnpm bench load --store neo4j [links]`: every link out of Neo4j for detection, as the adapter reads them (a list a
 * node, two sessions), against the driver's default stream of rows with the same values. Both run in turn after a
 * warm-up, the best of each counts; what arrives is counted against the store's own number.
 */
import neo4j, { type Driver } from 'neo4j-driver';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { Neo4jConnection } from '../../../server/src/adapters/neo4j/connection.ts';
import { loadLinkLists } from '../../../server/src/adapters/neo4j/load-columns.ts';
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
  r.observed AS observed, r.removedAt AS removedAt`;

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
    const lists: Loading[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      rows.push(await timed(server, () => streamRows(driver)));
      lists.push(await timed(server, async () => (await loadLinkLists(connection)).total));
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}: rows ${tell(rows.at(-1))} · lists ${tell(lists.at(-1))}`,
      );
    }
    report(held, rows.slice(1), lists.slice(1));
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

async function timed(server: RunningNeo4j, load: () => Promise<number>): Promise<Loading> {
  const [cpu, serverBefore, startedAt] = [process.cpuUsage(), server.cpuSeconds() ?? 0, performance.now()];
  const links = await load();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { links, ms, cpuMs: (user + system) / 1000 + ((server.cpuSeconds() ?? 0) - serverBefore) * 1000 };
}

const tell = (loading: Loading | undefined): string =>
  loading ? `${Math.round(loading.ms)} ms, ${Math.round(loading.cpuMs)} ms of processor` : '';

function report(held: number, rows: readonly Loading[], lists: readonly Loading[]): void {
  const least = (loadings: readonly Loading[], of: 'ms' | 'cpuMs'): number =>
    Math.min(...loadings.map((loading) => loading[of]));
  const isWhole = [...rows, ...lists].every(({ links }) => links === held);
  const ratio = least(rows, 'ms') / least(lists, 'ms');
  console.log(
    `${held} links: ${Math.round(held / least(lists, 'ms'))}k links/s; ratio to the driver's rows ${ratio.toFixed(2)}, ` +
      `of processor time ${(least(rows, 'cpuMs') / least(lists, 'cpuMs')).toFixed(2)} (goal ≥ ${GOAL})`,
  );
  console.log(`as many as the store has, each time: ${isWhole ? 'yes' : 'NO'}`);
  if (ratio < GOAL || !isWhole) process.exitCode = 1;
}

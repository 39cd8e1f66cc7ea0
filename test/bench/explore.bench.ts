/**
 * Exploration on the embedded store, a generated marketplace of a million rows of links and events: one hop, two hops,
 * the largest hub, a path, and a pasted list of 500 ids, which must be answered within a second. The store is built
 * once and kept in the folder given as the second argument (default: a temporary one, removed afterwards).
 *   pnpm bench explore [links] [folder]
 * With `--store neo4j` first: see explore/neo4j-reads.ts.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarioOfSize, writeMarketplace } from '../../seed/src/main.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Reader } from '../../server/src/application/reader.ts';
import type { Entity } from '../../server/src/domain/graph-view.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { buildServer, importBuilt } from '../support/import-built.ts';
import { benchNeo4jReads } from './explore/neo4j-reads.ts';

const REPEATS = 15;
const clock = { now: () => Date.now() };

export async function run(args: readonly string[]): Promise<void> {
  if (args[0] === '--store' && args[1] === 'neo4j') return benchNeo4jReads(args.slice(2));
  await buildServer();
  const links = Number(args[0] ?? 1_000_000);
  const folder = args[1] ?? mkdtempSync(join(tmpdir(), 'clewline-explore-'));
  try {
    const reader = await openReader(folder, links);
    await measure(reader);
    await reader.graph.close();
  } finally {
    if (args[1] === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function openReader(folder: string, links: number): Promise<Reader> {
  const { openSqliteGraphStore } = await importBuilt<
    typeof import('../../server/src/adapters/sqlite/sqlite-graph-store.ts')
  >('adapters/sqlite/sqlite-graph-store');
  const { openSqliteCaseStore } =
    await importBuilt<typeof import('../../server/src/adapters/sql/sql-case-store.ts')>('adapters/sql/sql-case-store');
  const path = join(folder, `graph-${links}.sqlite`);
  const isNew = !existsSync(path);
  const opened = await openSqliteGraphStore({ path, clock });
  if (!opened.ok) throw new Error(opened.failure.message);
  const cases = await openSqliteCaseStore(':memory:');
  if (isNew) await fill(opened.value, folder, links);
  const counts = await opened.value.counts();
  console.log(`${counts.entities} entities, ${counts.links} links, ${counts.events} events`);
  return { principal: OPERATOR, graph: opened.value, rings: cases.rings };
}

async function fill(graph: GraphStore, folder: string, links: number): Promise<void> {
  const { createFileRecordSource } = await importBuilt<
    typeof import('../../server/src/adapters/files/file-record-source.ts')
  >('adapters/files/file-record-source');
  const { importFiles } =
    await importBuilt<typeof import('../../server/src/application/import-files.ts')>('application/import-files');
  const records = join(folder, 'records');
  writeMarketplace(records, scenarioOfSize(links));
  const source = createFileRecordSource({ now: clock.now, hashKey: null });
  const log = { append: async () => {} };
  const newRejectsWriter = () => ({ write: async () => {}, close: async () => null });
  const importing = importFiles({ store: graph, source, newRejectsWriter, log, clock });
  const imported = await importing(OPERATOR, { paths: [records], dryRun: false, strict: false });
  if (!imported.ok) throw new Error(imported.failure.message);
  rmSync(records, { recursive: true, force: true });
}

async function measure(reader: Reader): Promise<void> {
  const { exploreNeighbourhood } = await importBuilt<
    typeof import('../../server/src/application/explore-neighbourhood.ts')
  >('application/explore-neighbourhood');
  const { findPaths } =
    await importBuilt<typeof import('../../server/src/application/find-paths.ts')>('application/find-paths');
  const { investigate } =
    await importBuilt<typeof import('../../server/src/application/investigate.ts')>('application/investigate');
  const buyers = await some(reader.graph, 'b', 500);
  const hubs = [...buyers, ...(await some(reader.graph, '', 0))].sort((a, b) => b.linkCount - a.linkCount);
  const hub = (await largest(reader.graph)) ?? hubs[0];
  if (!hub) throw new Error('the store is empty');
  console.log(`largest hub found: ${hub.kind} with ${hub.linkCount} links`);
  const one = (i: number): Entity => buyers[(i * 37) % buyers.length] ?? hub;

  await time('one hop, limit 100', (i) => exploreNeighbourhood(reader, { of: [one(i)], depth: 1, limit: 100 }));
  await time('two hops, limit 300', (i) => exploreNeighbourhood(reader, { of: [one(i)], depth: 2, limit: 300 }));
  await time('three hops, limit 1,000', (i) => exploreNeighbourhood(reader, { of: [one(i)], depth: 3, limit: 1000 }));
  await time('largest hub, limit 100', () => exploreNeighbourhood(reader, { of: [hub], depth: 1, limit: 100 }));
  await time('paths up to 6', (i) =>
    findPaths(reader, { from: one(i), to: one(i + 1), maxLength: 6, count: 3, avoidHubs: true }),
  );
  for (const count of [50, 500]) {
    const ids = buyers.slice(0, count).map(({ id }) => id);
    await time(`investigate ${count} ids`, () => investigate(reader, { refs: [], orderIds: [], ids, maxHops: 3 }));
  }
}

/** Entities whose ids begin like this, by the store's own search. */
async function some(graph: GraphStore, text: string, count: number): Promise<readonly Entity[]> {
  if (count === 0) return [];
  const page = await graph.searchEntities({ text, kinds: ['Buyer'] }, { first: count * 20 });
  return page.items.map(({ item }) => item).filter((_, i) => i % 20 === 0);
}

/** The busiest identifier or seller met within two hops of the first buyers. */
async function largest(graph: GraphStore): Promise<Entity | undefined> {
  const starts = await some(graph, 'b', 500);
  const expanded = await graph.expand({ of: starts, limitPerEntity: 100 });
  const ends = new Map(
    expanded
      .flatMap(({ links }) => links.flatMap(({ from, to }) => [from, to]))
      .map((ref) => [`${ref.kind}:${ref.id}`, ref]),
  );
  const entities = await graph.entities([...ends.values()]);
  return entities.filter((entity): entity is Entity => entity !== null).sort((a, b) => b.linkCount - a.linkCount)[0];
}

async function time(name: string, ask: (i: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const started = performance.now();
    await ask(i);
    times.push(performance.now() - started);
  }
  const first = times[0] ?? 0;
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`${name.padEnd(26)} first ${first.toFixed(1)} ms · p50 ${at(0.5)} ms · p95 ${at(0.95)} ms`);
}

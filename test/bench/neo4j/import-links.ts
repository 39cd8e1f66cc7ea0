/**
 * Links into Neo4j: this store's import against a plain UNWIND of maps with MERGE in one session, which writes the same
 * properties between the same nodes under the same constraints: once as everybody writes it, without the number of
 * links that our nodes carry, and once with it. All run in turn on one server, after a warm-up of each; the best of each counts, the
 * ratio of their rates is the figure. On a machine with other work that of the processor time, server and client
 * together, is the one to look at.
 * Arguments: rounds, links, entities (default 2, 1,000,000, 100,000).
 */
import neo4j, { type Driver } from 'neo4j-driver';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { nodeKey } from '../../../server/src/adapters/neo4j/entity-properties.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import type { EntityKind, LinkType } from '../../../server/src/domain/ontology.ts';
import type { EntityRef, GraphRecord, LinkRecord } from '../../../server/src/domain/records.ts';
import { toTimePoint } from '../../../server/src/domain/time-point.ts';
import { mulberry32 } from '../../support/generated-batches.ts';
import { type RunningNeo4j, startNeo4j } from '../../support/neo4j/start-server.ts';

/** Of who writes the same properties: the number of links is one of them. */
const GOAL = 1.3;
const SAME_PROPERTIES: Way = 'plain with degrees';
const PLAIN_ROWS = 10_000;
const BATCH = 75_000;
const TARGETS: readonly (readonly [LinkType, EntityKind])[] = [
  ['USES_DEVICE', 'Device'],
  ['PAYS_WITH', 'PaymentInstrument'],
  ['HAS_ADDRESS', 'Address'],
  ['SEEN_AT_IP', 'IpAddress'],
];

type Writing = { readonly seconds: number; readonly serverSeconds: number; readonly clientSeconds: number };
type Way = 'plain' | 'plain with degrees' | 'clewline';

export async function benchNeo4jImport(args: readonly string[]): Promise<void> {
  const [rounds = 2, links = 1_000_000, entities = 100_000] = args.map(Number);
  const server = await startNeo4j({ version: '5.26.12', heapMb: 3_072, fullSpeed: true });
  const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
  try {
    const records = drawLinks(links, entities);
    const opened = await openNeo4jGraphStore({ ...server, database: 'neo4j', clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.message);
    const store = opened.value;
    const ways: Readonly<Record<Way, (written: readonly LinkRecord[]) => Promise<void>>> = {
      plain: (written) => writePlainly(driver, written, ''),
      'plain with degrees': (written) => writePlainly(driver, written, DEGREES),
      clewline: (written) => writeAll(store, written),
    };
    const best = new Map<Way, Writing>();
    for (let round = 0; round <= rounds; round++) {
      const written = round === 0 ? records.slice(0, links / 5) : records;
      for (const [way, write] of Object.entries(ways) as [Way, (typeof ways)[Way]][]) {
        await prepare(driver, store, written);
        const writing = await timed(server, () => write(written));
        if (round > 0) note(best, way, writing);
        console.log(`${round === 0 ? 'warm-up' : `round ${round}`}: ${way} ${describe(written.length, writing)}`);
      }
    }
    await store.close();
    console.log(`${links} links between ${entities} entities:`);
    report(best);
  } finally {
    await driver.close();
    await server.stop();
  }
}

async function timed(server: RunningNeo4j, write: () => Promise<void>): Promise<Writing> {
  const [cpu, serverBefore, startedAt] = [process.cpuUsage(), server.cpuSeconds() ?? 0, performance.now()];
  await write();
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    serverSeconds: (server.cpuSeconds() ?? 0) - serverBefore,
    clientSeconds: (user + system) / 1e6,
  };
}

const cpuOf = ({ serverSeconds, clientSeconds }: Writing): number => serverSeconds + clientSeconds;

function note(best: Map<Way, Writing>, way: Way, writing: Writing): void {
  const held = best.get(way);
  best.set(way, {
    seconds: Math.min(held?.seconds ?? Number.POSITIVE_INFINITY, writing.seconds),
    ...(held && cpuOf(held) < cpuOf(writing) ? cpuParts(held) : cpuParts(writing)),
  });
}
const cpuParts = ({ serverSeconds, clientSeconds }: Writing) => ({ serverSeconds, clientSeconds });

const describe = (links: number, writing: Writing): string =>
  `${Math.round(links / writing.seconds)} links/s, processor ${cpuOf(writing).toFixed(2)} s ` +
  `(server ${writing.serverSeconds.toFixed(2)}, client ${writing.clientSeconds.toFixed(2)})`;

function report(best: ReadonlyMap<Way, Writing>): void {
  const own = best.get('clewline');
  for (const [way, plain] of best) {
    if (own === undefined || way === 'clewline') continue;
    const ratio = plain.seconds / own.seconds;
    console.log(
      `  ratio to ${way} UNWIND … MERGE: ${ratio.toFixed(2)}, of processor time ${(cpuOf(plain) / cpuOf(own)).toFixed(2)}${way === SAME_PROPERTIES ? ` (goal ≥ ${GOAL})` : ''}`,
    );
    if (way === SAME_PROPERTIES && ratio < GOAL) process.exitCode = 1;
  }
}

/** Distinct links; a few identifiers are shared by very many. */
function drawLinks(links: number, entities: number): readonly LinkRecord[] {
  const random = mulberry32(7);
  const accounts = Math.floor(entities * 0.6);
  const perKind = Math.floor((entities - accounts) / TARGETS.length);
  const found = new Map<string, LinkRecord>();
  while (found.size < links) {
    const target = Math.floor(random() * TARGETS.length);
    const [type, kind] = TARGETS[target] ?? ['USES_DEVICE', 'Device'];
    const from: EntityRef = { kind: 'Buyer', id: `b${Math.floor(random() * accounts)}` };
    const to: EntityRef = { kind, id: `${kind}${Math.floor(random() ** 3 * perKind)}` };
    const firstSeen = toTimePoint(1_700_000_000_000 + (found.size % 700_000) * 60_000, 'SECOND');
    const lastSeen = toTimePoint(1_700_000_000_000 + ((found.size % 700_000) + 90) * 60_000, 'SECOND');
    const count = 1 + (found.size % 5);
    found.set(`${type} ${from.id} ${to.id}`, {
      ...{ record: 'link', type, from, to, firstSeen, lastSeen, count, source: 'checkout' },
    });
  }
  return [...found.values()];
}

async function prepare(driver: Driver, store: GraphStore, records: readonly LinkRecord[]): Promise<void> {
  const session = driver.session();
  await session.run('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS');
  await session.run('MATCH (n:Entity) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS');
  await session.run("MATCH (s:ClewlineStore {name: 'graph'}) SET s.entities = 0, s.links = 0, s.events = 0");
  await session.close();
  const named = new Map<string, GraphRecord>();
  for (const { from, to } of records) {
    for (const ref of [from, to]) named.set(nodeKey(ref), { record: 'entity', ...ref });
  }
  await writeAll(store, [...named.values()]);
}

async function writeAll(store: GraphStore, records: readonly GraphRecord[]): Promise<void> {
  const session = await store.openImport('bench');
  if (!session.ok) throw new Error(session.failure.message);
  for (let i = 0; i < records.length; i += BATCH) await session.value.write(records.slice(i, i + BATCH));
  await session.value.close();
}

const DEGREES = ', a.degree = coalesce(a.degree, 0) + 1, b.degree = coalesce(b.degree, 0) + 1';

async function writePlainly(driver: Driver, records: readonly LinkRecord[], also: string): Promise<void> {
  const session = driver.session();
  for (const [type] of TARGETS) {
    const rows = records.filter((record) => record.type === type).map(toMap);
    const text = `UNWIND $rows AS row MATCH (a:Entity {key: row.from}) MATCH (b:Entity {key: row.to})
      MERGE (a)-[r:${type}]->(b) SET r += row.properties${also}`;
    for (let i = 0; i < rows.length; i += PLAIN_ROWS) {
      const part = rows.slice(i, i + PLAIN_ROWS);
      await session.executeWrite((transaction) => transaction.run(text, { rows: part }));
    }
  }
  await session.close();
}

const toMap = ({ from, to, firstSeen, lastSeen, count, source }: LinkRecord) => ({
  from: nodeKey(from),
  to: nodeKey(to),
  properties: {
    count: neo4j.int(count ?? 1),
    firstSeen: neo4j.int(firstSeen ?? 0),
    lastSeen: neo4j.int(lastSeen ?? 0),
    sources: [source ?? ''],
  },
});

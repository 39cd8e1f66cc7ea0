/**
 * Adopting a foreign Neo4j graph into SQLite: all of it, then again with nothing changed, then with one in a hundred
 * nodes and relationships changed. Told are processor seconds of Clewline and of the server, and the time on the clock.
 * Arguments: nodes, relationships a node (default 50,000 and 4).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { readAdoptionMap } from '../../server/src/adapters/adoption/adoption-map.ts';
import { openNeo4jForeignGraph } from '../../server/src/adapters/adoption/neo4j-foreign-graph.ts';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createRejectsWriter } from '../../server/src/adapters/files/rejects-file.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { createAdoptGraph } from '../../server/src/application/adopt-graph.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { type RunningNeo4j, startNeo4j } from '../support/neo4j/start-server.ts';

const MAP = `
nodes:
  - { label: Customer, updated: changed, entities: [{ kind: Buyer, id: no, label: name }] }
relationships:
  - type: USES
    from: Customer
    to: Handset
    updated: { property: changed, overlap: 0 }
    links: [{ type: USES_DEVICE, from: { kind: Buyer, id: from.no }, to: { kind: Device, id: to.serial } }]
`;

export async function run(args: readonly string[]): Promise<void> {
  const [nodes = 50_000, each = 4] = args.map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'clewline-bench-adopt-'));
  const server = await startNeo4j({ version: '5.26.12', heapMb: 2_048, fullSpeed: true });
  const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
  try {
    await draw(driver, nodes, each);
    const adopt = await adopter(folder, server);
    console.log(`${nodes} nodes, ${nodes * each} relationships, no index on what tells their changes:`);
    await timed('read for the first time', server, adopt);
    await timed('read again, nothing changed', server, adopt);
    await driver.executeQuery(
      `MATCH (c:Customer) WHERE toInteger(c.no) % 100 = 0 SET c.changed = datetime('2026-06-01T00:00:00Z'), c.name = 'New'
       WITH c MATCH (c)-[u:USES]->() SET u.changed = datetime('2026-06-01T00:00:00Z')`,
    );
    await timed('read again, one in a hundred changed', server, adopt);
  } finally {
    await driver.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function draw(driver: Driver, nodes: number, each: number): Promise<void> {
  const session = driver.session();
  await session.run('CREATE INDEX handset FOR (h:Handset) ON (h.serial)');
  await session.run(
    `UNWIND range(0, $nodes / 2) AS i CALL (i) { CREATE (:Handset {serial: 'h' + i}) } IN TRANSACTIONS OF 10000 ROWS`,
    { nodes: neo4j.int(nodes) },
  );
  await session.run(
    `UNWIND range(0, $nodes - 1) AS i
     CALL (i) {
       CREATE (c:Customer {no: toString(i), name: 'Customer ' + i, changed: datetime({epochSeconds: 1767225600 + i})})
       WITH c, i
       UNWIND range(1, $each) AS n
       MATCH (h:Handset {serial: 'h' + (i * 7919 * n) % ($nodes / 2)})
       CREATE (c)-[:USES {changed: datetime({epochSeconds: 1767225600 + i})}]->(h)
     } IN TRANSACTIONS OF 5000 ROWS`,
    { nodes: neo4j.int(nodes), each: neo4j.int(each) },
  );
  await session.close();
}

async function adopter(folder: string, server: RunningNeo4j): Promise<() => Promise<number>> {
  const path = join(folder, 'graph.map.yaml');
  writeFileSync(path, MAP);
  const map = await readAdoptionMap(path);
  const store = await openSqliteGraphStore({ path: join(folder, 'graph.sqlite'), clock: systemClock });
  if (!store.ok) throw new Error(store.failure.message);
  const { log } = await openSqliteCaseStore(join(folder, 'cases.sqlite'));
  const newRejectsWriter = () => createRejectsWriter(folder, systemClock.now);
  return async () => {
    const login = { url: server.url, user: server.user, password: server.password, database: 'neo4j' };
    const foreign = openNeo4jForeignGraph({ login, map, hashKey: null, now: systemClock.now });
    if (!foreign.ok) throw new Error(foreign.failure.message);
    const adopt = createAdoptGraph({
      store: store.value,
      foreign: foreign.value,
      newRejectsWriter,
      log,
      clock: systemClock,
    });
    const adopted = await adopt(OPERATOR, { dryRun: false, full: false });
    await foreign.value.close();
    if (!adopted.ok) throw new Error(adopted.failure.message);
    return adopted.value.entities.read + adopted.value.links.read;
  };
}

async function timed(what: string, server: RunningNeo4j, adopt: () => Promise<number>): Promise<void> {
  const [cpu, before, startedAt] = [process.cpuUsage(), server.cpuSeconds() ?? 0, performance.now()];
  const rows = await adopt();
  const { user, system } = process.cpuUsage(cpu);
  const own = (user + system) / 1e6;
  const theirs = (server.cpuSeconds() ?? 0) - before;
  const clock = (performance.now() - startedAt) / 1000;
  console.log(
    `${what}: ${rows} rows · Clewline ${own.toFixed(2)} s, server ${theirs.toFixed(2)} s of the processor · ${clock.toFixed(1)} s`,
  );
}

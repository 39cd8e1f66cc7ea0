/** What goes wrong with real servers: killed in the middle, deadlocks, statements that take too long. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { Neo4jConnection } from '../../../server/src/adapters/neo4j/connection.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import type { EntityRecord } from '../../../server/src/domain/records.ts';
import { parseTimePoint, type TimePoint } from '../../../server/src/domain/time-point.ts';
import { generatedBatches } from '../../support/generated-batches.ts';
import { startNeo4j } from '../../support/neo4j/start-server.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../../support/neo4j.ts';
import { ReferenceGraph } from '../../support/reference-graph.ts';

const VERSION = '5.26.12';
const missing = neo4jMissing(VERSION);
const skipped = missing === null ? '' : ` (${missing})`;

async function open(server: { url: string; user: string; password: string }): Promise<GraphStore> {
  const opened = await openNeo4jGraphStore({ ...server, database: 'neo4j', clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

async function openImport(store: GraphStore) {
  const session = await store.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  return session.value;
}

describe.skipIf(missing !== null)(`Neo4j killed in the middle of an import${skipped}`, () => {
  it('goes on when it is back: nothing lost, nothing double', async () => {
    const server = await startNeo4j({ version: VERSION });
    const store = await open(server);
    try {
      const batches = [...generatedBatches(4)];
      const session = await openImport(store);
      await session.write(batches[0] ?? []);
      for (const [position, batch] of batches.slice(1).entries()) {
        // At another moment of the transaction each time, the last one perhaps after its commit.
        const writing = session.write(batch).catch((error: unknown) => error);
        await wait(60 + position * 250);
        await server.kill();
        await server.restart();
        if ((await writing) instanceof Error) await session.write(batch);
      }
      await session.close();
      const expected = new ReferenceGraph(batches.flat());
      expect(await store.counts()).toEqual(expected.counts());
      expect(await store.digest()).toBe(expected.digest());
    } finally {
      await store.close();
      await server.stop();
    }
  }, 600_000);
});

describe.skipIf(missing !== null)(`Neo4j under contention${skipped}`, () => {
  let server: LentNeo4j;
  let store: GraphStore;
  beforeAll(async () => {
    server = await lendNeo4j(VERSION);
    store = await open(server);
  });
  afterAll(async () => {
    await store?.close();
    await server?.release();
  });

  it('a deadlock costs a batch another try, and nothing else', async () => {
    const at = (text: string): TimePoint => parseTimePoint(text) ?? (Number.NaN as TimePoint);
    const shops = (label: string, day: string): EntityRecord[] =>
      ['y', 'x'].map((id) => ({ record: 'entity', kind: 'Seller', id, label, updatedAt: at(day) }));
    const session = await openImport(store);
    await session.write(shops('Old', '2026-01-01'));
    const [holdsY, holdsX] = [server.driver.session(), server.driver.session()];
    const first = await holdsY.beginTransaction();
    const second = await holdsX.beginTransaction();
    const touch = 'MATCH (s:Seller {id: $id}) SET s.touched = true';
    await first.run(touch, { id: 'y' });
    await second.run(touch, { id: 'x' });
    const writing = session.write(shops('New', '2026-01-02'));
    await untilBlocked(server.driver, 1);
    // The batch holds the store's node and waits for y; this one holds x and waits for the store's node.
    const waiting = second.run("MATCH (s:ClewlineStore {name: 'graph'}) SET s.touched = true");
    await untilBlocked(server.driver, 2);
    await first.commit();
    // The batch gets y, asks for x, and closes the ring: it is the one to give way.
    await waiting;
    await second.commit();
    expect((await writing).entities).toEqual({ created: 0, updated: 2, unchanged: 0, conflicts: 0 });
    await session.close();
    await Promise.all([holdsY.close(), holdsX.close()]);
    const found = await store.entities([
      { kind: 'Seller', id: 'x' },
      { kind: 'Seller', id: 'y' },
    ]);
    expect(found.map((seller) => seller?.label)).toEqual(['New', 'New']);
  }, 120_000);

  it('a statement over its time limit ends on the server too', async () => {
    const holder = server.driver.session();
    const held = await holder.beginTransaction();
    await held.run("MATCH (s:ClewlineStore {name: 'graph'}) SET s.touched = true");
    const connection = new Neo4jConnection(server);
    const blocked = connection.write('too-long', ({ run }) => run('store/lock-store', { now: 0 }), 300);
    await expect(blocked).rejects.toMatchObject({ failure: { code: 'LIMIT_EXCEEDED' } });
    const { records } = await server.driver.executeQuery(
      "SHOW TRANSACTIONS YIELD metaData WHERE metaData.statement = 'too-long' RETURN metaData",
    );
    expect(records).toEqual([]);
    await held.rollback();
    await Promise.all([holder.close(), connection.close()]);
  }, 60_000);

  it('what it does is named in the list of transactions', async () => {
    const holder = server.driver.session();
    const held = await holder.beginTransaction();
    await held.run("MATCH (s:ClewlineStore {name: 'graph'}) SET s.touched = true");
    const opening = store.openImport('named');
    await untilBlocked(server.driver, 1);
    const { records } = await server.driver.executeQuery('SHOW TRANSACTIONS YIELD metaData RETURN metaData.statement');
    expect(records.map((record) => record.get(0))).toContain('take-lease');
    await held.rollback();
    const opened = await opening;
    if (opened.ok) await opened.value.close();
    await holder.close();
  }, 60_000);
});

/** So many transactions wait for a lock. */
async function untilBlocked(driver: Driver, count: number): Promise<void> {
  for (;;) {
    const { records } = await driver.executeQuery(
      "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN 1",
    );
    if (records.length >= count) return;
    await wait(20);
  }
}

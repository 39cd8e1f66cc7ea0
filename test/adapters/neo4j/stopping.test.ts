/** Who goes away stops what the server does for them, whatever it is in the middle of. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ForeignConnection } from '../../../server/src/adapters/adoption/foreign-connection.ts';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { Neo4jConnection } from '../../../server/src/adapters/neo4j/connection.ts';
import { nodeKey } from '../../../server/src/adapters/neo4j/entity-properties.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import { buyer, device, usesDevice } from '../../contract/graph-store/builders.ts';
import { importAll } from '../../contract/graph-store/contract-store.ts';
import { shownTransactions } from '../../support/neo4j/transactions.ts';
import { NEO4J_VERSIONS } from '../../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../../support/neo4j.ts';

const CANCELLED = { failure: { code: 'CANCELLED' } };
const HUB = device('hub');
const LINKS = 5_000;
/** The links of the hub, so often over that no server comes to the end of it within the test. */
const ENDLESS = { keys: Array.from({ length: 500_000 }, () => nodeKey(HUB)) };
const AN_HOUR_MS = 3_600_000;

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`leaving Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    let store: GraphStore;
    let connection: Neo4jConnection;
    beforeAll(async () => {
      server = await lendNeo4j(version);
      const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!opened.ok) throw new Error(opened.failure.message);
      store = opened.value;
      connection = new Neo4jConnection(server);
      await importAll(store, [Array.from({ length: LINKS }, (_, i) => usesDevice(buyer(`b${i}`), HUB))]);
    }, 300_000);
    afterAll(async () => {
      await connection?.close();
      await store?.close();
      await server?.release();
    });

    it.each([
      ['a question', (leaving: Neo4jConnection) => leaving.ask('graph/count-link-types', ENDLESS, null, AN_HOUR_MS)],
      [
        'a transaction',
        (leaving: Neo4jConnection) =>
          leaving.read('endless', ({ run }) => run('graph/count-link-types', ENDLESS), AN_HOUR_MS),
      ],
      [
        'a stream of rows',
        (leaving: Neo4jConnection) =>
          leaving.read(
            'endless',
            async ({ stream }) => {
              for await (const _ of stream('graph/count-link-types', ENDLESS));
            },
            AN_HOUR_MS,
          ),
      ],
    ])('ends %s in the server', async (_, read) => {
      const leaving = new AbortController();
      const left = read(connection.stoppedBy(leaving.signal));
      left.catch(() => undefined);
      const working = async () => (await shownTransactions(server.driver)).filter(({ status }) => status === 'Running');
      await expect.poll(working, { timeout: 60_000, interval: 20 }).toHaveLength(1);
      leaving.abort();
      await expect(left).rejects.toMatchObject(CANCELLED);
      await expect.poll(() => shownTransactions(server.driver), { timeout: 60_000, interval: 20 }).toEqual([]);
    });

    const COUNT = 'UNWIND range(1, 100000000000) AS i WITH i WHERE i < 0 RETURN i';
    it.each([
      ['a page', (foreign: ForeignConnection) => foreign.read(COUNT)],
      [
        'rows',
        async (foreign: ForeignConnection) => {
          for await (const _ of foreign.stream(COUNT));
        },
      ],
    ])('ends the reading of %s of somebody else’s graph in the server', async (_, read) => {
      const foreign = new ForeignConnection(server);
      const leaving = new AbortController();
      const left = read(foreign.stoppedBy(leaving.signal));
      left.catch(() => undefined);
      await expect.poll(() => shownTransactions(server.driver), { timeout: 60_000, interval: 20 }).toHaveLength(1);
      leaving.abort();
      await expect(left).rejects.toMatchObject(CANCELLED);
      await expect.poll(() => shownTransactions(server.driver), { timeout: 60_000, interval: 20 }).toEqual([]);
      await foreign.close();
    });

    it('leaves nothing behind, at whatever moment that is', async () => {
      const reads = Array.from({ length: 60 }, async (_, i) => {
        const leaving = new AbortController();
        const reading = store.stoppedBy(leaving.signal);
        const read = i % 2 === 0 ? reading.expand({ of: [HUB], limitPerEntity: 10 }) : reading.digest();
        setTimeout(() => leaving.abort(), i);
        return read.catch((error: unknown) => expect(error).toMatchObject(CANCELLED));
      });
      await Promise.all(reads);
      await expect.poll(() => shownTransactions(server.driver), { timeout: 60_000, interval: 20 }).toEqual([]);
      expect((await store.entities([HUB]))[0]?.linkCount).toBe(LINKS);
    });
  });
}

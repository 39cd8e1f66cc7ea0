/** What goes wrong at a real server, and the one sentence each is told in: never with a value of a record. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import neo4j from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { Neo4jConnection } from '../../../server/src/adapters/neo4j/connection.ts';
import { nodeKey } from '../../../server/src/adapters/neo4j/entity-properties.ts';
import { toNeo4jFailure } from '../../../server/src/adapters/neo4j/neo4j-failures.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { buyer, entity, event, seller } from '../../contract/graph-store/builders.ts';
import { openImport } from '../../contract/graph-store/contract-store.ts';
import { beginRival } from '../../support/neo4j/transactions.ts';
import { NEO4J_VERSIONS } from '../../support/neo4j/versions.ts';
import { neo4jMissing } from '../../support/neo4j.ts';
import { useNeo4jStore } from '../../support/neo4j-store.ts';

const PERSONAL = 'anna.secret@example.com';
const EMAIL = entity({ kind: 'Email', id: PERSONAL });
const LOCK_STORE = "MATCH (s:ClewlineStore {name: 'graph'}) SET s.lockedAt = 0";

describe('an address that is not Neo4j’s', () => {
  it.each(['bolt', 'neo4j'])('of a web server is told from one where nobody answers, by %s', async (scheme) => {
    const web = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(web, 'listening');
    const { port } = web.address() as AddressInfo;
    const url = `${scheme}://127.0.0.1:${port}`;
    const opened = await openNeo4jGraphStore({ url, user: 'a', password: 'b', database: 'neo4j', clock: systemClock });
    web.close();
    expect(opened).toEqual({
      ok: false,
      failure: {
        code: 'STORE_UNAVAILABLE',
        message: `What answers at ${url} is a web server: 7474 is Neo4j's port for browsers; name the one for Bolt, which is 7687 where nothing else is set.`,
      },
    });
  });
});

describe('what a server gives up after all tries', () => {
  it.each([
    ['Neo.TransientError.Transaction.DeadlockDetected', /^Another writer .* locking each other out; .* Try again\.$/],
    ['Neo.TransientError.Cluster.NotALeader', /^Neo4j at bolt:\/\/h:1 could not do this just now .* Try again\.$/],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', /^A constraint in the graph .* “SHOW CONSTRAINTS”/],
  ])('is told in a sentence without the text of %s', (code, sentence) => {
    const error = new neo4j.Neo4jError(`${PERSONAL} is not trusted`, code, '50N42', 'text');
    const told = toNeo4jFailure(error, { url: 'bolt://h:1', database: 'neo4j' });
    expect(told?.message).toMatch(sentence);
    expect(told?.message).not.toContain(PERSONAL);
  });
});

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(
    `sentences about Neo4j ${version}${missing === null ? '' : ` (${missing})`}`,
    () => {
      const lent = useNeo4jStore(version);

      it('an outside node with the id of a record stops the import, and is named without the id', async () => {
        const session = await openImport(lent.store);
        await session.write([entity(buyer('first'))]);
        await lent.server.driver.executeQuery('CREATE (:Email {id: $id})', { id: PERSONAL });
        const refused = await session.write([EMAIL]).catch((error: unknown) => error);
        expect(refused).toMatchObject({ failure: { code: 'STORE_UNAVAILABLE' } });
        expect(String(refused)).toContain(
          'has a node :Email which Clewline did not make, with an id that a record names',
        );
        expect(String(refused)).not.toMatch(/anna|secret|property/);
        // What it says to do is what helps.
        await lent.server.driver.executeQuery('MATCH (n:Email) WHERE n.key IS NULL DELETE n');
        expect(await session.write([EMAIL])).toMatchObject({ entities: { created: 1 } });
        await session.close();
      });

      it('an outside relationship with the id of an event is named so too', async () => {
        const session = await openImport(lent.store);
        await lent.server.driver.executeQuery('CREATE (:Guest)-[:ORDER {id: $id}]->(:Guest)', { id: PERSONAL });
        const written = session.write([event('ORDER', PERSONAL, [buyer('a'), seller('s')])]);
        const refused = await written.catch((error: unknown) => error);
        expect(String(refused)).toContain(
          'a relationship of one of Clewline’s types at a node which Clewline did not make',
        );
        expect(String(refused)).not.toMatch(/anna|secret|property/);
        await session.close();
      });

      it('a constraint of somebody else’s is told without what it refused', async () => {
        await lent.server.driver.executeQuery('CREATE CONSTRAINT theirs FOR (n:Email) REQUIRE n.label IS UNIQUE');
        const session = await openImport(lent.store);
        const twins = ['x', 'y'].map((id) => entity({ kind: 'Email', id }, { label: PERSONAL }));
        const refused = await session.write(twins).catch((error: unknown) => error);
        await session.close();
        await lent.server.driver.executeQuery('DROP CONSTRAINT theirs');
        expect(refused).toMatchObject({ failure: { code: 'STORE_UNAVAILABLE' } });
        expect(String(refused)).toMatch(/A constraint in the graph at .* refuses what was to be written/);
        expect(String(refused)).not.toMatch(/anna|secret/);
      });

      it('the server’s own database holds no graph', async () => {
        for (const database of ['system', 'SYSTEM']) {
          const opened = await openNeo4jGraphStore({ ...lent.server, database, clock: systemClock });
          const message = `The database “system” of Neo4j at ${lent.server.url} is the server's own and holds no graph; name another, such as “neo4j”.`;
          expect(opened).toEqual({ ok: false, failure: { code: 'STORE_UNAVAILABLE', message } });
        }
      });

      it('what an administrator stops did not take too long, at work or waiting for a lock', async () => {
        const connection = new Neo4jConnection(lent.server);
        const keys = Array.from({ length: 600_000 }, () => nodeKey(seller('s')));
        const working = connection
          .ask('graph/count-link-types', { keys }, null, 120_000)
          .catch((error: unknown) => error);
        await terminate('graph/count-link-types', 'Running');
        const rival = await beginRival(lent.server.driver);
        await rival.hold(LOCK_STORE);
        const waiting = connection.write('lock', ({ run }) => run('store/lock-store', { now: 0 }), 120_000);
        const refused = waiting.catch((error: unknown) => error);
        await terminate('lock', 'Blocked');
        expect(String(await refused)).toMatch(/waited for what another writer holds, .* somebody stopped it/);
        expect(String(await working)).toMatch(/Somebody stopped this at Neo4j .* Try again\./);
        await rival.release();
        await connection.close();
      }, 120_000);

      /** Once it is there and as far. */
      async function terminate(statement: string, status: string): Promise<void> {
        const find = async (): Promise<readonly string[]> => {
          const { records } = await lent.server.driver.executeQuery(
            `SHOW TRANSACTIONS YIELD transactionId AS id, metaData, status
             WHERE metaData.statement = $statement AND status STARTS WITH $status RETURN id`,
            { statement, status },
          );
          return records.map((record) => String(record.get('id')));
        };
        await expect.poll(find, { timeout: 60_000, interval: 20 }).toHaveLength(1);
        await lent.server.driver.executeQuery('TERMINATE TRANSACTIONS $ids', { ids: await find() });
      }
    },
  );
}

import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { addressOf } from '../../../server/src/adapters/neo4j/neo4j-failures.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { refuseOldServer } from '../../../server/src/adapters/neo4j/server-version.ts';
import { at, buyer, entity, event, seller } from '../../contract/graph-store/builders.ts';
import { importAll, openImport } from '../../contract/graph-store/contract-store.ts';
import { startNeo4j } from '../../support/neo4j/start-server.ts';
import { NEO4J_VERSIONS, TOO_OLD_NEO4J } from '../../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing, neo4jNotStartable } from '../../support/neo4j.ts';

const SECRET = 'hunter2-very-secret';

async function sentenceOf(options: { url: string; user: string; password: string; database: string }) {
  const opened = await openNeo4jGraphStore({ ...options, clock: systemClock });
  if (opened.ok) await opened.value.close();
  expect(opened.ok).toBe(false);
  const { code, message } = opened.ok ? { code: '', message: '' } : opened.failure;
  expect(message).not.toContain(SECRET);
  return { code, message };
}

describe('opening Neo4j', () => {
  it('says in one sentence that nothing listens there', async () => {
    const url = `bolt://somebody:${SECRET}@127.0.0.1:9`;
    expect(await sentenceOf({ url, user: 'neo4j', password: SECRET, database: 'neo4j' })).toEqual({
      code: 'STORE_UNREACHABLE',
      message:
        'Neo4j does not answer at bolt://127.0.0.1:9; check that it runs and that the address and port are right.',
    });
  });

  it('never tells what stands before the host of an address', () => {
    expect(addressOf(`neo4j+s://u:${SECRET}@db.example:7687/?policy=${SECRET}`)).toBe('neo4j+s://db.example:7687');
    expect(addressOf(SECRET)).toBe('the Neo4j address');
  });

  it('takes servers from 5.26 on', () => {
    const refused = ['4.4.38', '5.20.0', '5.25.9'].map((version) => refuseOldServer(version, 'bolt://h:1')?.message);
    expect(refused[1]).toBe('Neo4j at bolt://h:1 is version 5.20.0; Clewline needs 5.26 or later.');
    expect(refused.every((message) => message !== undefined)).toBe(true);
    expect(['5.26.0', '5.27.1', '2026.05.0'].map((version) => refuseOldServer(version, 'bolt://h:1'))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

async function constraintsOf({ driver }: LentNeo4j): Promise<readonly string[]> {
  const { records } = await driver.executeQuery('SHOW CONSTRAINTS YIELD name');
  return records.map((record) => String(record.get('name')));
}

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`opening Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    beforeAll(async () => {
      server = await lendNeo4j(version);
    });
    afterAll(() => server?.release());

    it('says in one sentence that the password is wrong, or the database is not there', async () => {
      const { url, user, password } = server;
      const wrong = await sentenceOf({ url, user, password: SECRET, database: 'neo4j' });
      expect(wrong.message).toMatch(/^Neo4j at bolt:\/\/127\.0\.0\.1:\d+ refuses this user and password/);
      const absent = await sentenceOf({ url, user, password, database: 'nothere' });
      expect(absent.message).toContain('has no database “nothere”');
    });

    const open = async () => {
      const store = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!store.ok) throw new Error(store.failure.message);
      return store.value;
    };

    it('makes one schema of an empty database, however many open it at once', async () => {
      await server.clear();
      await server.dropSchema();
      const opened = await Promise.all([1, 2, 3].map(() => openNeo4jGraphStore({ ...server, clock: systemClock })));
      expect(opened.map((one) => (one.ok ? 'open' : one.failure.message))).toEqual(['open', 'open', 'open']);
      await Promise.all(opened.map((one) => (one.ok ? one.value.close() : undefined)));
    });

    it('marks the events without a time of a graph written before they were marked', async () => {
      await server.clear();
      const before = await open();
      await importAll(before, [[event('ORDER', 'o1', [buyer('a'), seller('s')], {})]]);
      await before.close();
      await server.driver.executeQuery(
        "MATCH ()-[o:ORDER]->(), (s:ClewlineStore {name: 'graph'}) REMOVE o.undated SET s.schema = 11",
      );
      const after = await open();
      expect((await after.events({}, { first: 10 })).items.map(({ item }) => item.id)).toEqual(['o1']);
      await after.close();
    });

    it('labels the entities that were removed in a graph written before they had a label', async () => {
      await server.clear();
      const shown = async (store: Awaited<ReturnType<typeof open>>) =>
        (await store.expand({ of: [seller('s')], limitPerEntity: 9 }))[0]?.links.map(({ from }) => from.id).sort();
      const gone = { removedAt: at('2026-02-01'), updatedAt: at('2026-02-01') };
      const before = await open();
      await importAll(before, [
        [
          entity(buyer('gone'), gone),
          ...['gone', 'here', 'later'].map((id) => event('ORDER', id, [buyer(id), seller('s')], {})),
        ],
      ]);
      expect(await shown(before)).toEqual(['here', 'later']);
      await before.close();
      await server.driver.executeQuery(
        "MATCH (n:Removed), (s:ClewlineStore {name: 'graph'}) REMOVE n:Removed SET s.schema = 12",
      );
      const after = await open();
      expect(await shown(after)).toEqual(['here', 'later']);
      await importAll(after, [[entity(buyer('later'), gone)]]);
      expect(await shown(after)).toEqual(['here']);
      const { records } = await server.driver.executeQuery('MATCH (n:Removed) RETURN n.id AS id ORDER BY id');
      expect(records.map((record) => record.get('id'))).toEqual(['gone', 'later']);
      await after.close();
    });

    it('numbers who arrives in a graph written before arrivals were numbered, after those it holds', async () => {
      await server.clear();
      const before = await open();
      await importAll(before, [[entity(buyer('a')), entity(buyer('b'))]]);
      await before.close();
      await server.driver.executeQuery('DROP INDEX actor_arrival');
      await server.driver.executeQuery(
        "MATCH (n:Entity), (s:ClewlineStore {name: 'graph'}) REMOVE n.arrival SET s.schema = 14",
      );
      const after = await open();
      await importAll(after, [[entity(buyer('a'), { label: 'Anna' }), entity(buyer('c'))]]);
      const arrived = await after.arrivals({ from: 1, first: 9 });
      expect(arrived.map(({ position, account }) => [position, account.id])).toEqual([[3, 'c']]);
      expect(await after.nextArrival()).toBe(4);
      await after.close();
    });

    it('leaves somebody else’s graph as it is, its schema too', async () => {
      await server.clear();
      await server.dropSchema();
      await server.driver.executeQuery("CREATE (:Seller {id: 'x'}), (:Seller {id: 'x'})");
      expect((await sentenceOf(server)).message).toContain('holds a graph that is not Clewline');
      expect(await constraintsOf(server)).toEqual([]);
      await server.clear();
    });

    it('refuses a graph of a newer Clewline', async () => {
      await server.clear();
      await server.driver.executeQuery("CREATE (:ClewlineStore {name: 'graph', schema: 999})");
      expect((await sentenceOf(server)).code).toBe('STORE_TOO_NEW');
      await server.clear();
    });

    it('writes no batch behind a newer Clewline that changed the graph meanwhile', async () => {
      await server.clear();
      const store = await open();
      const session = await openImport(store);
      await session.write([entity(buyer('before'))]);
      await server.driver.executeQuery("MATCH (s:ClewlineStore {name: 'graph'}) SET s.schema = 999");
      const failure = {
        code: 'STORE_TOO_NEW',
        message: expect.stringMatching(/newer Clewline .*nothing of this batch/),
      };
      await expect(session.write([entity(buyer('behind'))])).rejects.toMatchObject({ failure });
      const { records } = await server.driver.executeQuery('MATCH (b:Buyer) RETURN b.id AS id');
      expect(records.map((record) => record.get('id'))).toEqual(['before']);
      await session.close();
      await store.close();
      await server.clear();
    });
  });
}

const noOldOne = neo4jNotStartable(TOO_OLD_NEO4J);
describe.skipIf(noOldOne !== null)(`a Neo4j that is too old${noOldOne === null ? '' : ` (${noOldOne})`}`, () => {
  it('is refused in one sentence and left as it was', async () => {
    const server = await startNeo4j({ version: TOO_OLD_NEO4J, heapMb: 384 });
    const { url, user, password } = server;
    const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
    try {
      const { code, message } = await sentenceOf({ url, user, password, database: 'neo4j' });
      const address = url.replace('bolt://', `bolt://${user}:${password}@`);
      expect(await sentenceOf({ url: address, user, password, database: 'neo4j' })).toEqual({ code, message });
      expect(code).toBe('STORE_UNAVAILABLE');
      expect(message).toBe(`Neo4j at ${url} is version ${TOO_OLD_NEO4J}; Clewline needs 5.26 or later.`);
      const { records } = await driver.executeQuery('SHOW CONSTRAINTS YIELD name RETURN count(name) AS made');
      expect(Number(records[0]?.get('made'))).toBe(0);
    } finally {
      await driver.close();
      await server.stop();
    }
  }, 300_000);
});

import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ForeignConnection } from '../../../server/src/adapters/adoption/foreign-connection.ts';
import { foreignGraph, LONGEST_MS } from '../../support/adopting.ts';
import { bundleChild } from '../../support/child-program.ts';
import { neo4jMissing } from '../../support/neo4j.ts';
import { drawShopGraph, foreignHash, SHOP_MAP } from '../../support/shop-graph.ts';
import { withSqliteStore } from '../../support/sqlite-store.ts';

const CHILD = await bundleChild(new URL('../../support/adopt-child.ts', import.meta.url));

const missing = neo4jMissing('2026.05.0');
/** People as buyers, read on by this property. */
const buyersOf = (updated: string): string =>
  `nodes: [{ label: Person, updated: ${updated}, entities: [{ kind: Buyer, id: id, label: name }] }]`;

describe.skipIf(missing !== null)(
  `a foreign graph${missing === null ? '' : ` (${missing})`}`,
  { timeout: LONGEST_MS },
  () => {
    const { draw, write, adopt, login, driver, path } = foreignGraph();

    it.each([
      [
        'times, equal ones and one instant in two zones',
        "datetime('2026-01-01T10:00:00.123456789Z')",
        "datetime('2026-01-01T11:00:00.123456789+01:00')",
        "datetime('2026-01-02T00:00:00Z')",
        true,
      ],
      [
        'local times',
        "localdatetime('2026-01-01T10:00:00')",
        "localdatetime('2026-01-01T10:00:00')",
        "localdatetime('2026-01-02T00:00:00')",
        true,
      ],
      ['dates', "date('2026-01-01')", "date('2026-01-01')", "date('2026-01-02')", true],
      ['whole numbers beyond what a double holds', '9007199254740993', '9007199254740993', '9007199254740995', false],
      ['numbers', '0.1', '0.1', '0.30000000000000004', false],
      ['texts', "'2026-01-01T10:00:00Z'", "'2026-01-01T10:00:00Z'", "'2026-01-02'", false],
    ])('loses nobody across pages and runs where changes are %s', async (_, first, equal, later, hasTime) => {
      await draw(
        `UNWIND range(1, 7) AS i CREATE (:Person {id: 'p' + i, name: 'N', changed: CASE WHEN i % 2 = 0 THEN ${first} ELSE ${equal} END})`,
      );
      await draw("CREATE (:Person {id: 'never', name: 'N'}), (:Person {id: 'odd', name: 'N', changed: true})");
      await withSqliteStore(':memory:', async (store) => {
        const map = buyersOf('changed');
        // What has no time in its place is no version either.
        const rejected = hasTime ? 1 : 0;
        expect((await adopt(store, map)).report?.entities).toMatchObject({ read: 9, created: 9 - rejected, rejected });
        // Without a time, nothing says which name is the later one: the greater is kept.
        await draw(`MATCH (p:Person {id: 'p3'}) SET p.name = $name, p.changed = ${later}`, {
          name: hasTime ? 'A' : 'Z',
        });
        expect((await adopt(store, map)).report?.entities).toMatchObject({ created: 0, updated: 1 });
        expect((await store.entities([{ kind: 'Buyer', id: 'p3' }]))[0]?.label).toBe(hasTime ? 'A' : 'Z');
        await draw(`CREATE (:Person {id: 'new', name: 'N', changed: ${later}})`);
        const last = await adopt(store, map);
        // Those without a change that compares are read every time, and what is as late as the last one read.
        expect(last.report?.entities).toMatchObject({ read: 4, created: 1, unchanged: 3 - rejected });
        expect(await store.counts()).toMatchObject({ entities: 10 - rejected });
      });
    });

    it('is read a little further back, for what was committed late', async () => {
      const at = (time: string) => `datetime('2026-01-01T${time}Z')`;
      const create = (id: string, time: string) => draw(`CREATE (:Person {id: $id, changed: ${at(time)}})`, { id });
      const map = (updated: string) => buyersOf(updated).replace(', label: name', '');
      await create('a', '10:00:00');
      await withSqliteStore(':memory:', async (store) => {
        expect((await adopt(store, map('changed'))).report?.entities).toMatchObject({ created: 1 });
        await create('late', '09:55:01');
        await create('too late', '09:00:00');
        expect((await adopt(store, map('changed'))).report?.entities).toMatchObject({ read: 2, created: 1 });
        const wider = map('{ property: changed, overlap: 7200 }');
        expect((await adopt(store, wider)).report?.entities, 'another way of reading starts anew').toMatchObject({
          read: 3,
        });
      });
    });

    it('of another database starts anew, and so does an entry that was changed', async () => {
      await draw("UNWIND range(1, 3) AS i CREATE (:Person {id: 'p' + i, name: 'N', changed: i})");
      await withSqliteStore(':memory:', async (store) => {
        await adopt(store, buyersOf('changed'));
        expect((await adopt(store, buyersOf('changed'))).report?.entities.read).toBe(1);
        const other = buyersOf('changed').replace('label: name', 'label: name, market: { value: GB }');
        expect((await adopt(store, other)).report?.entities.read).toBe(3);
      });
    });

    it('gives its values as files would: exact numbers, lists, points, times of every kind', async () => {
      await draw(
        `CREATE (:Person {id: 9007199254740993, name: ' N ', born: date('2026-01-02'), at: localdatetime('2026-01-02T03:04:05'),
         tags: ['x', 'y'], home: point({x: 1.5, y: 2}), rate: 0.1, ok: true, wait: duration('P1D')})`,
      );
      const map = `
zone: Europe/Vienna
nodes:
  - label: Person
    trim: true
    entities:
      - kind: Buyer
        id: id
        label: name
        createdAt: { column: at, date: iso }
        attributes: { born: born, first: { path: "tags[0]" }, x: { path: home.x }, rate: rate, ok: ok, wait: wait }
    links:
      - { type: USES_DEVICE, each: tags, from: { kind: Buyer, id: id }, to: { kind: Device, id: { path: each } } }`;
      await withSqliteStore(':memory:', async (store) => {
        expect(await adopt(store, map)).toMatchObject({ failure: '', rejects: [] });
        const [person] = await store.entities([{ kind: 'Buyer', id: '9007199254740993' }]);
        expect(person).toMatchObject({
          label: 'N',
          attributes: { born: '2026-01-02', first: 'x', x: '1.5', rate: '0.1', ok: 'true', wait: 'P1D' },
          linkCount: 2,
        });
        expect(new Date(Math.floor((person?.createdAt ?? 0) / 4)).toISOString()).toBe('2026-01-02T02:04:05.000Z');
      });
    });

    it.each([
      ['label', 'nodes: [{ label: "NAME", entities: [{ kind: Buyer, id: id }] }]'],
      ['property', 'nodes: [{ label: Person, entities: [{ kind: Buyer, id: "NAME" }] }]'],
      ['relationship type', 'relationships: [{ type: "NAME", entities: [{ kind: Buyer, id: from.id }] }]'],
    ])('is not changed by a %s that would break out of a statement', async (_, map) => {
      await draw("CREATE (:Person {id: '1'})-[:KNOWS]->(:Person {id: '2'})");
      const before = await foreignHash(driver());
      await withSqliteStore(':memory:', async (store) => {
        for (const name of ['x`) DETACH DELETE n //', 'x\\\\u0060) DETACH DELETE n //', 'a`} SET n.b = 1 //', 'x\\n']) {
          expect((await adopt(store, map.replace('NAME', name))).failure, name).toMatch(
            /the graph has no|has no property|expected a name without/,
          );
        }
      });
      expect(await foreignHash(driver())).toBe(before);
      await draw('CREATE (:`we``ird`)');
      await withSqliteStore(':memory:', async (store) => {
        const weird = 'nodes: [{ label: "we`ird", optional: [id], entities: [{ kind: Buyer, id: id }] }]';
        expect(await adopt(store, weird)).toMatchObject({ failure: '', rejects: [{ column: 'id' }] });
      });
    });

    it('cannot be written through the connection that reads it', async () => {
      const connection = new ForeignConnection(login());
      await expect(connection.read('CREATE (:Planted)')).rejects.toThrow(/read access mode/i);
      await expect(connection.stream('CREATE (:Planted)').next()).rejects.toThrow(/read access mode/i);
      await connection.close();
      const { records } = await draw('MATCH (n) RETURN count(n) AS count');
      expect(Number(records[0]?.get('count'))).toBe(0);
    });

    it('is refused where it is a store of Clewline itself, where ends are the wrong way round, where changes do not compare', async () => {
      await draw("CREATE (:Person {id: '1', tags: ['a']})-[:BOUGHT]->(:Shop {id: '2'})");
      await withSqliteStore(':memory:', async (store) => {
        const turned = `relationships: [{ type: BOUGHT, from: Shop, to: Person, entities: [{ kind: Buyer, id: to.id }] }]`;
        expect((await adopt(store, turned)).failure).toMatch(
          /relationships\[0\]: there is no \(:Shop\)-\[:BOUGHT\]->\(:Person\)/,
        );
        const compared = buyersOf('tags').replace(', label: name', '');
        expect((await adopt(store, compared)).failure).toMatch(/updated: tags is a LIST/);
        const numbered = 'nodes: [{ label: Person, updated: id, entities: [{ kind: Buyer, id: { hash: [tags] } }] }]';
        expect((await adopt(store, numbered)).failure).toMatch(/hash must name id too/);
        const keyed =
          'nodes: [{ label: Person, entities: [{ kind: Buyer, id: { column: id, normalise: keyedHash } }] }]';
        expect((await adopt(store, keyed)).failure).toMatch(/CLEWLINE_HASH_KEY/);
        await draw("CREATE (:ClewlineStore {name: 'graph'})");
        expect((await adopt(store, turned)).failure).toMatch(/is a graph store of Clewline’s own/);
      });
    });

    it('killed again and again while it is adopted, is read on from where it was left and gives the same graph', async () => {
      await drawShopGraph(driver());
      const map = write(SHOP_MAP);
      const expected = await withSqliteStore(':memory:', async (store) => {
        await adopt(store, SHOP_MAP, 100);
        return store.digest();
      });
      const store = path('killed.sqlite');
      const rowsOfRuns: number[] = [];
      for (let kills = 0; ; kills++) {
        const child = spawn(process.execPath, [CHILD, store, map, JSON.stringify(login())], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (kills < 3 && text.split('\n').length > 4) child.kill('SIGKILL');
        });
        await new Promise((resolve) => child.on('close', resolve));
        const rows = [...text.matchAll(/^batch (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
        rowsOfRuns.push(rows);
        if (/^(?:done|failed)/m.test(text)) {
          expect(text).toMatch(/^done$/m);
          break;
        }
        expect(kills).toBeLessThan(3);
      }
      expect(await withSqliteStore(store, (killed) => killed.digest())).toBe(expected);
      const all = await withSqliteStore(':memory:', async (store) => (await adopt(store, SHOP_MAP, 100)).report);
      const total = (all?.entities.read ?? 0) + (all?.links.read ?? 0) + (all?.events.read ?? 0);
      expect(rowsOfRuns).toHaveLength(4);
      expect(rowsOfRuns.at(-1), 'the last run need not read what the killed ones kept').toBeLessThan(total - 20);
    });
  },
);

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { runCli } from '../support/running-server.ts';
import { drawShopGraph, foreignHash, SHOP_MAP, withChanges } from '../support/shop-graph.ts';
import { writeSmallExports } from '../support/small-exports.ts';

/** On a busy machine servers and commands take their time. */
const LONGEST_MS = 300_000;

type Ring = { readonly id: string; readonly members: readonly { readonly kind: string; readonly id: string }[] };
const toRings = (lines: string): readonly Ring[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Ring);

const missing = neo4jMissing('2026.05.0') ?? neo4jMissing('5.26.12');
const because = missing === null ? '' : ` (${missing})`;

describe.skipIf(missing !== null)(`a graph of a shop on Neo4j adopted${because}`, { timeout: LONGEST_MS }, () => {
  let root = '';
  let server: LentNeo4j;
  let env: Record<string, string> = {};
  let before = '';
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'clewline-adopt-cli-'));
    writeExports(join(root, 'exports'));
    writeFileSync(join(root, 'shop.map.yaml'), SHOP_MAP);
    server = await lendNeo4j('2026.05.0');
    await drawShopGraph(server.driver);
    before = await foreignHash(server.driver);
    writeFileSync(join(root, 'password'), `${server.password}\n`);
    env = { CLEWLINE_ADOPT_URL: server.url, CLEWLINE_ADOPT_PASSWORD_FILE: join(root, 'password') };
  }, LONGEST_MS);
  afterAll(async () => {
    await server?.release();
    rmSync(root, { recursive: true, force: true });
  });
  const fromFiles = (...args: string[]) => runCli(args, { directory: join(root, 'files'), cwd: root });
  const adopted = (...args: string[]) => runCli(args, { directory: join(root, 'adopted'), cwd: root, env });
  const adopt = (...args: string[]) => adopted('adopt', '--map', 'shop.map.yaml', '--json', ...args);

  it('rehearses, and keeps nothing of it', async () => {
    const told = await adopt('--dry-run');
    expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('dry run: nothing was written') });
    expect(JSON.parse(told.stdout)).toMatchObject({ entities: { read: 72, created: 72 }, events: { created: 72 } });
    expect(JSON.parse((await adopted('digest', '--json')).stdout)).toMatchObject({ entities: 0, links: 0 });
  });

  it('is the graph and has the rings of the same data imported from files, and is not changed by it', async () => {
    expect(await fromFiles('import', 'exports')).toMatchObject({ code: 0 });
    const read = await adopt();
    expect(read).toMatchObject({ code: 0, stderr: expect.stringContaining('read: (:Customer)\n') });
    expect(JSON.parse(read.stdout)).toMatchObject({ entities: { read: 72, rejected: 0 }, rejectsFile: null });
    expect((await adopted('digest')).stdout).toBe((await fromFiles('digest')).stdout);
    for (const run of [fromFiles, adopted]) expect(await run('detect')).toMatchObject({ code: 0 });
    const rings = toRings((await fromFiles('rings', '--json')).stdout);
    expect(rings.length).toBeGreaterThanOrEqual(2);
    expect(toRings((await adopted('rings', '--json')).stdout)).toEqual(rings);
    expect(await foreignHash(server.driver)).toBe(before);
  });

  it('is read again from where it was left', async () => {
    const again = await adopt();
    expect(again.stderr).toMatch(/^read: \(:Customer\), changed since 2026-03-0/m);
    expect(JSON.parse(again.stdout)).toMatchObject({
      entities: { read: 1, created: 0, updated: 0 },
      events: { read: 1, created: 0, updated: 0 },
    });
    const full = await adopt('--full');
    expect(JSON.parse(full.stdout)).toMatchObject({ entities: { read: 72, unchanged: 72 } });
  });

  it('gets the rings noted beside it, once, and only the differences after that', async () => {
    const rings = toRings((await adopted('rings', '--json')).stdout);
    const members = rings.flatMap((ring) => ring.members.map(({ kind, id }) => `${ring.id} ${kind} ${id}`));
    const created = (count: number) => ({ created: count, updated: 0, unchanged: 0, removed: 0 });
    const written = { rings: created(rings.length), members: created(members.length) };
    expect(JSON.parse((await adopt('--write-rings', '--dry-run')).stdout)).toEqual(written);
    expect(await noted(server)).toEqual([]);
    expect(JSON.parse((await adopt('--write-rings')).stdout)).toEqual(written);
    expect(await noted(server)).toEqual([...members].sort());
    const again = JSON.parse((await adopt('--write-rings')).stdout) as unknown;
    expect(again).toMatchObject({ rings: { created: 0, unchanged: rings.length, removed: 0 } });
    expect(await foreignHash(server.driver)).toBe(before);
    const found = await server.driver.executeQuery(
      `MATCH (m:Clewline_Member {label: 'Customer', property: 'no'}) MATCH (c:Customer {no: m.id}) RETURN count(DISTINCT c) AS count`,
    );
    expect(Number(found.records[0]?.get('count'))).toBe(new Set(members.filter((one) => one.includes(' Buyer '))).size);
    await server.driver.executeQuery('MATCH (r:Clewline_Ring) WITH r LIMIT 1 CREATE (:Ticket)-[:ABOUT]->(r)');
    const fewer = async () =>
      JSON.parse((await adopt('--write-rings', '--min-severity', 'CRITICAL')).stdout) as unknown;
    expect(await fewer()).toMatchObject({ rings: { removed: rings.length }, members: { removed: members.length } });
    const told = await server.driver.executeQuery('MATCH (r:Clewline_Ring) RETURN r.status AS status');
    expect(
      told.records.map((record) => record.get('status')),
      'one that is tied to a ticket',
    ).toEqual(['ENDED']);
    expect(await fewer()).toMatchObject({ rings: { removed: 0 }, members: { removed: 0 } });
    await server.driver.executeQuery('MATCH (t:Ticket) DETACH DELETE t');
    await fewer();
    const left = await server.driver.executeQuery('MATCH (n:Clewline_Ring|Clewline_Member) RETURN count(n) AS count');
    expect(Number(left.records[0]?.get('count'))).toBe(0);
    expect(await foreignHash(server.driver)).toBe(before);
  });

  it('is refused with every mistake of its map at once, by line', async () => {
    const wrong = SHOP_MAP.replace('full name', 'nickname')
      .replace('to: Handset', 'to: Telephone')
      .replace('kind: Seller', 'kind: Vendor');
    writeFileSync(join(root, 'wrong.map.yaml'), wrong);
    const refused = await adopted('adopt', '--map', 'wrong.map.yaml', '--json');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^wrong\.map\.yaml, line \d+: .*there is no kind Vendor\n$/);
    writeFileSync(join(root, 'wrong.map.yaml'), wrong.replace('kind: Vendor', 'kind: Seller'));
    const absent = await adopted('adopt', '--map', 'wrong.map.yaml');
    expect(absent).toMatchObject({ code: 1, stdout: '' });
    expect(absent.stderr).toMatch(
      / {2}line 6: nodes\[0\]\.entities\[0\]: \(:Customer\) has no property nickname; there are changed, full name/,
    );
    expect(absent.stderr).toMatch(
      / {2}line 11: relationships\[0\]\.to: the graph has no label Telephone; it has .*Handset/,
    );
  });

  it('sets aside what does not fit, and says which node it was', async () => {
    await server.driver.executeQuery(
      "CREATE (:Customer {no: 'z1', `full name`: 'Z', joined: datetime('1970-01-01T00:00:00Z'), changed: datetime('2026-04-01T00:00:00Z')})",
    );
    const read = await adopt();
    expect(read.code).toBe(3);
    const { rejectsFile, entities } = JSON.parse(read.stdout) as { rejectsFile: string; entities: unknown };
    expect(entities).toMatchObject({ rejected: 1 });
    expect(JSON.parse(readFileSync(rejectsFile, 'utf8'))).toMatchObject({
      id: 'z1',
      _record: 'entities',
      _column: 'createdAt',
      _file: expect.stringMatching(/^\(:Customer\) \d+:/),
    });
  });

  it('tells what is wrong with the way there in one sentence without the password', async () => {
    const run = (more: Record<string, string>) =>
      runCli(['adopt', '--map', 'shop.map.yaml'], { directory: join(root, 'other'), cwd: root, env: more });
    const refused = await run({ CLEWLINE_ADOPT_URL: server.url, CLEWLINE_ADOPT_PASSWORD: 'not-the-password' });
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('refuses') });
    const absent = await run({ CLEWLINE_ADOPT_URL: 'bolt://127.0.0.1:1', CLEWLINE_ADOPT_PASSWORD: 'a-password' });
    expect(absent).toMatchObject({ code: 1, stderr: expect.stringContaining('does not answer') });
    const told = await run({
      CLEWLINE_ADOPT_URL: 'bolt://neo4j:a-password@127.0.0.1',
      CLEWLINE_ADOPT_PASSWORD: 'x',
    });
    expect(told.code).toBe(2);
    const none = await run({});
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('CLEWLINE_ADOPT_URL') });
    const own = { CLEWLINE_GRAPH_URL: server.url, CLEWLINE_GRAPH_PASSWORD: server.password };
    const same = await run({ ...env, ...own });
    expect(same).toMatchObject({ code: 2, stderr: expect.stringContaining('must be two') });
    for (const { stderr } of [refused, absent, told, none, same]) {
      expect(stderr).not.toMatch(/password@|a-password|not-the-password/);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe.skipIf(missing !== null)(
  `a graph on one Neo4j adopted into Clewline’s own on another${because}`,
  { timeout: LONGEST_MS },
  () => {
    let root = '';
    let foreign: LentNeo4j;
    let own: LentNeo4j;
    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'clewline-adopt-two-'));
      writeExports(join(root, 'exports'));
      foreign = await lendNeo4j('5.26.12');
      own = await lendNeo4j('2026.05.0');
      writeFileSync(join(root, 'shop.map.yaml'), `server: { url: "${foreign.url}" }\n${SHOP_MAP}`);
      await drawShopGraph(foreign.driver);
    }, LONGEST_MS);
    afterAll(async () => {
      await foreign?.release();
      await own?.release();
      rmSync(root, { recursive: true, force: true });
    });

    it('has the same graph and rings as from files, is read on from its bookmark, and is not changed', async () => {
      const before = await foreignHash(foreign.driver);
      const env = {
        CLEWLINE_GRAPH_URL: own.url,
        CLEWLINE_GRAPH_PASSWORD: own.password,
        CLEWLINE_ADOPT_PASSWORD: foreign.password,
      };
      const onNeo4j = (...args: string[]) => runCli(args, { directory: join(root, 'neo4j'), cwd: root, env });
      const fromFiles = (...args: string[]) => runCli(args, { directory: join(root, 'files'), cwd: root });
      expect(await fromFiles('import', 'exports')).toMatchObject({ code: 0 });
      expect(await onNeo4j('adopt', '--map', 'shop.map.yaml')).toMatchObject({ code: 0 });
      expect((await onNeo4j('digest')).stdout).toBe((await fromFiles('digest')).stdout);
      const again = await onNeo4j('adopt', '--map', 'shop.map.yaml', '--json');
      expect(JSON.parse(again.stdout)).toMatchObject({ entities: { read: 1, unchanged: 1 } });
      for (const run of [fromFiles, onNeo4j]) expect(await run('detect')).toMatchObject({ code: 0 });
      const rings = toRings((await fromFiles('rings', '--json')).stdout);
      expect(rings.length).toBeGreaterThanOrEqual(2);
      expect(toRings((await onNeo4j('rings', '--json')).stdout)).toEqual(rings);
      expect(await onNeo4j('adopt', '--map', 'shop.map.yaml', '--write-rings')).toMatchObject({ code: 0 });
      expect(new Set((await noted(foreign)).map((one) => one.split(' ')[0]))).toEqual(
        new Set(rings.map(({ id }) => id)),
      );
      expect(await foreignHash(foreign.driver)).toBe(before);
    });
  },
);

function writeExports(folder: string): void {
  writeSmallExports(folder);
  const path = join(folder, 'entities.csv');
  writeFileSync(path, withChanges(readFileSync(path, 'utf8')));
}

async function noted({ driver }: LentNeo4j): Promise<readonly string[]> {
  const { records } = await driver.executeQuery(
    'MATCH (m:Clewline_Member)-[:CLEWLINE_MEMBER_OF]->(r:Clewline_Ring) RETURN r.id AS ring, m.kind AS kind, m.id AS id',
  );
  return records.map((record) => ['ring', 'kind', 'id'].map((name) => record.get(name)).join(' ')).sort();
}

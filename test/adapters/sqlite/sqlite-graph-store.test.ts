import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REFERENCE_COLUMNS } from '../../../server/src/adapters/sqlite/graph-schema.ts';
import { LEASE_MS } from '../../../server/src/adapters/sqlite/import-lease.ts';
import { openSqlite } from '../../../server/src/adapters/sqlite/open-sqlite.ts';
import { openSqliteGraphStore } from '../../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { Clock } from '../../../server/src/application/ports/clock.ts';
import type { GraphStore, ImportSession } from '../../../server/src/application/ports/graph-store.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { generatedBatches } from '../../support/generated-batches.ts';

let folder: string;
let path: string;
let nowMs: number;
const clock: Clock = { now: () => nowMs };
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1);
  folder = await mkdtemp(join(tmpdir(), 'clewline-graph-'));
  path = join(folder, 'graph.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function open(maxBytes?: number): Promise<GraphStore> {
  const opened = await openSqliteGraphStore({ path, clock, ...(maxBytes !== undefined && { maxBytes }) });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

const refusal = async (): Promise<unknown> => {
  const opened = await openSqliteGraphStore({ path, clock });
  if (opened.ok) await opened.value.close();
  return opened.ok ? 'opened' : opened.failure;
};

describe('opening a store', () => {
  it('an older version is brought up to date, and answers as it did', async () => {
    const store = await open();
    await importAll(store, [...generatedBatches(2)]);
    const refs = Array.from({ length: 20 }, (_, i) => ({ kind: 'Device' as const, id: `device-${i}` }));
    const asked = async (from: GraphStore) => [await from.digest(), await from.events({ of: refs }, { first: 1000 })];
    const before = await asked(store);
    await store.close();
    const database = openSqlite({ path });
    database.exec('DROP TABLE event_entity; DROP INDEX entity_created; PRAGMA user_version = 1');
    for (const role of ['from', 'to']) database.exec(`CREATE INDEX event_${role} ON event (${role}_id, at)`);
    for (const column of REFERENCE_COLUMNS) database.exec(`CREATE INDEX event_${column} ON event (${column}, at)`);
    database.close();
    const again = await open();
    expect(await asked(again)).toEqual(before);
    await again.close();
  });

  it('a newer version is refused and left as it was', async () => {
    await (await open()).close();
    const database = openSqlite({ path });
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(await refusal()).toMatchObject({ code: 'STORE_TOO_NEW', message: expect.stringContaining('999') });
  });

  it('a file that is no database, and a database of another program, are refused by name', async () => {
    await writeFile(
      path,
      'these are my notes, and by no means a database, though they are long enough to look like one',
    );
    expect(await refusal()).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(path) });
    await rm(path);
    const database = openSqlite({ path });
    database.exec('CREATE TABLE notes (text)');
    database.close();
    expect(await refusal()).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('makes the folder it is to stand in', async () => {
    path = join(folder, 'deep', 'er', 'graph.db');
    await (await open()).close();
    expect((await stat(path)).isFile()).toBe(true);
  });
});

describe('a full disk', () => {
  it('refuses with a sentence, and the import run again with room gives the same graph', async () => {
    const batches = [...generatedBatches(4)];
    const [first = []] = batches;
    const small = await open(1_800_000);
    const session = await small.openImport('test');
    if (!session.ok) throw new Error(session.failure.message);
    await session.value.write(first);
    await expect(writeAll(session.value, batches)).rejects.toMatchObject({ failure: { code: 'STORE_FULL' } });
    await session.value.close().catch(() => undefined);
    await small.close();

    const store = await open();
    await importAll(store, batches);
    const whole = [await store.digest(), await linkCounts(store)];
    await store.close();

    path = join(folder, 'roomy.db');
    const roomy = await open();
    await importAll(roomy, batches);
    expect([await roomy.digest(), await linkCounts(roomy)]).toEqual(whole);
    await roomy.close();
  });

  it('leaves nothing of the batch that did not fit', async () => {
    const store = await open(1_000_000);
    const [first = [], second = []] = generatedBatches(2);
    const session = await store.openImport('test');
    if (!session.ok) throw new Error(session.failure.message);
    await session.value.write(first.slice(0, 500));
    const before = [await store.digest(), await store.counts(), await linkCounts(store)];
    await expect(session.value.write([...first, ...second])).rejects.toMatchObject({ failure: { code: 'STORE_FULL' } });
    expect([await store.digest(), await store.counts(), await linkCounts(store)]).toEqual(before);
    await session.value.write(second.slice(0, 50));
    await session.value.close();
    expect((await store.counts()).events).toBeGreaterThan(200);
    await store.close();
  });
});

const linkCounts = async (store: GraphStore): Promise<unknown> =>
  (await store.entities(Array.from({ length: 50 }, (_, i) => ({ kind: 'Device', id: `device-${i}` })))).map(
    (found) => found?.linkCount,
  );

async function writeAll(session: ImportSession, batches: readonly (readonly GraphRecord[])[]): Promise<void> {
  for (const batch of batches) await session.write(batch);
}

async function importAll(store: GraphStore, batches: readonly (readonly GraphRecord[])[]): Promise<void> {
  const session = await store.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  await writeAll(session.value, batches);
  await session.value.close();
}

describe('a dry run', () => {
  it('leaves the file as it was, byte for byte', async () => {
    const batches = [...generatedBatches(4)];
    const store = await open();
    await importAll(store, batches.slice(0, 2));
    await store.close();
    const before = await readFile(path);
    const again = await open();
    const session = await again.openImport('test', { dryRun: true });
    if (!session.ok) throw new Error(session.failure.message);
    await writeAll(session.value, batches);
    await session.value.close();
    await again.close();
    expect((await readFile(path)).equals(before)).toBe(true);
  });
});

describe('the lease of an import', () => {
  it('of a process of another machine holds until its time is over', async () => {
    const store = await open();
    const database = openSqlite({ path });
    const lease = { holder: 'elsewhere', token: 't', host: 'another-machine', process: 1, expiresAt: nowMs + LEASE_MS };
    database.prepare("INSERT INTO meta (name, value) VALUES ('lease', ?)").run(JSON.stringify(lease));
    database.close();
    const refused = await store.openImport('here');
    expect(refused).toMatchObject({ ok: false, failure: { code: 'IMPORT_RUNNING' } });
    expect(refused.ok ? '' : refused.failure.message).toContain('2026-01-01T00:01:00Z');
    nowMs += LEASE_MS;
    const taken = await store.openImport('here');
    expect(taken.ok).toBe(true);
    if (taken.ok) await taken.value.close();
    await store.close();
  });

  it('that was lost lets no further batch through', async () => {
    const store = await open();
    const late = await store.openImport('late');
    if (!late.ok) throw new Error(late.failure.message);
    nowMs += LEASE_MS + 1;
    const next = await store.openImport('next');
    expect(next.ok).toBe(true);
    const [batch = []] = generatedBatches(1);
    await expect(late.value.write(batch)).rejects.toMatchObject({ failure: { code: 'IMPORT_RUNNING' } });
    if (next.ok) {
      await next.value.write(batch);
      await next.value.close();
    }
    await store.close();
  });
});

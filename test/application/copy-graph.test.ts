import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { openSqliteRecordReader } from '../../server/src/adapters/sqlite/sqlite-record-reader.ts';
import { createCopyGraph } from '../../server/src/application/copy-graph.ts';
import { type CopyStart, toBookmark } from '../../server/src/application/copy-place.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { RecordReader, Records } from '../../server/src/application/ports/record-reader.ts';
import { FailureError, failure } from '../../server/src/domain/failure.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { GraphRecord } from '../../server/src/domain/records.ts';
import { generatedBatches } from '../support/generated-batches.ts';
import { graphRecords } from '../support/record-arbitraries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clewline-copy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function openStore(path: string): Promise<GraphStore> {
  const store = await openSqliteGraphStore({ path, clock: systemClock });
  if (!store.ok) throw new Error(store.failure.message);
  return store.value;
}
async function write(store: GraphStore, batches: Iterable<readonly GraphRecord[]>): Promise<void> {
  const session = await store.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  for (const batch of batches) await session.value.write(batch);
  await session.value.close();
}
async function withStores<T>(work: (source: GraphStore, target: GraphStore, path: string) => Promise<T>): Promise<T> {
  const inside = mkdtempSync(join(folder, 'pair-'));
  const path = join(inside, 'a.sqlite');
  const source = await openStore(path);
  const target = await openStore(join(inside, 'b.sqlite'));
  try {
    return await work(source, target, path);
  } finally {
    await source.close();
    await target.close();
  }
}
const copier = (source: GraphStore, target: GraphStore, path: string) =>
  createCopyGraph({ source, target, openReader: async () => openSqliteRecordReader(path) });

describe('a copied graph', () => {
  it('is the same graph, with every version of every field', async () => {
    await fc.assert(
      fc.asyncProperty(graphRecords, (rows) =>
        withStores(async (source, target, path) => {
          await write(source, [rows]);
          const copied = await copier(source, target, path)(OPERATOR, { batchSize: 7 });
          expect(copied).toEqual({ ok: true, value: { ...(await source.counts()), digest: await source.digest() } });
          expect((await target.loadColumns({})).counts).toEqual(await source.counts());
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('broken off goes on where it stopped, and is the same graph', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(3));
      const { entities, links } = await source.counts();
      // Within the entities, within the links, within the events.
      for (const records of [1_000, entities + 500, entities + links + 500]) {
        expect(await copyUntil(records, source, target, path)).toMatchObject({ failure: { code: 'CANCELLED' } });
      }
      const read: string[] = [];
      const starts: CopyStart[] = [];
      const openReader = async () => watched(openSqliteRecordReader(path), read);
      const onStart = (start: CopyStart) => starts.push(start);
      const last = await createCopyGraph({ source, target, openReader })(OPERATOR, { batchSize: 500, onStart });
      expect(last).toMatchObject({ ok: true, value: { digest: await source.digest() } });
      expect(starts).toMatchObject([{ kind: 'resumed', from: { section: 'events' } }]);
      expect(new Set(read)).toEqual(new Set(['event']));
      expect(read.length).toBeLessThan((await source.counts()).events);
    });
  });

  it('that outlasts its time limit says that the same command goes on, and it does', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(1));
      const openReader = async () => limited(openSqliteRecordReader(path), 100);
      const copied = await createCopyGraph({ source, target, openReader })(OPERATOR, { batchSize: 20 });
      expect(copied).toMatchObject({ ok: false, failure: { code: 'LIMIT_EXCEEDED' } });
      if (!copied.ok) expect(copied.failure.message).toMatch(/run the same command again, it goes on where it stopped/);
      const starts: CopyStart[] = [];
      const again = await copier(source, target, path)(OPERATOR, { onStart: (start) => starts.push(start) });
      expect(starts).toMatchObject([{ kind: 'resumed', from: { section: 'entities', done: 100 } }]);
      expect(again).toMatchObject({ ok: true, value: { digest: await source.digest() } });
    });
  });

  it('copied once more is only proved again', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(1));
      await copier(source, target, path)(OPERATOR);
      const changeNumber = await target.changeNumber();
      expect(await copier(source, target, path)(OPERATOR)).toMatchObject({ ok: true });
      expect(await target.changeNumber()).toBe(changeNumber);
    });
  });

  it('starts from the beginning where the source has changed since', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(2));
      await copyUntil(3_000, source, target, path);
      await write(source, [[{ record: 'entity', kind: 'Buyer', id: 'buyer-1', label: 'Somebody else' }]]);
      const starts: CopyStart[] = [];
      const onStart = (start: CopyStart) => starts.push(start);
      const copied = await copier(source, target, path)(OPERATOR, { onStart });
      expect(starts).toEqual([{ kind: 'sourceChanged' }]);
      expect(copied).toMatchObject({ ok: true, value: { digest: await source.digest() } });
    });
  });

  it('is brought whole by the call after one that took for copied what is not there', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(1));
      const place = { section: 'end', place: null, done: 0 } as const;
      const wrong = toBookmark(`${await source.changeNumber()} ${await source.digest()}`, place);
      const session = await target.openImport('test');
      if (session.ok) await session.value.write([], wrong);
      if (session.ok) await session.value.close();
      expect(await copier(source, target, path)(OPERATOR)).toMatchObject({ failure: { code: 'STORES_DIFFER' } });
      expect(await copier(source, target, path)(OPERATOR)).toMatchObject({ ok: true });
    });
  });
});

function copyUntil(records: number, source: GraphStore, target: GraphStore, path: string) {
  const stop = new AbortController();
  return copier(
    source,
    target,
    path,
  )(OPERATOR, {
    batchSize: 500,
    signal: stop.signal,
    onProgress: ({ done }) => (done > records ? stop.abort() : undefined),
  });
}

/** As a server whose transaction is over after so many entities. */
function limited(reader: RecordReader, most: number): RecordReader {
  async function* entities(from?: string) {
    let read = 0;
    for await (const record of reader.entities(from)) {
      if (read++ === most) throw new FailureError(failure('LIMIT_EXCEEDED', 'ask for less'));
      yield record;
    }
  }
  return { ...reader, entities };
}

/** Notes the class of each record that is read. */
function watched(reader: RecordReader, read: string[]): RecordReader {
  async function* noting<T>(name: string, records: Records<T>) {
    for await (const record of records) {
      read.push(name);
      yield record;
    }
  }
  return {
    entities: (from) => noting('entity', reader.entities(from)),
    links: (from) => noting('link', reader.links(from)),
    events: (from) => noting('event', reader.events(from)),
    close: () => reader.close(),
  };
}

describe('a copy is refused', () => {
  it('as unproved where the target held something else', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(1));
      await write(target, [[{ record: 'entity', kind: 'Buyer', id: 'from before' }]]);
      const copied = await copier(source, target, path)(OPERATOR);
      expect(copied).toMatchObject({ ok: false, failure: { code: 'STORES_DIFFER' } });
      if (!copied.ok) expect(copied.failure.message).toContain('the target held other records before');
    });
  });

  it('as unproved where the source changed meanwhile', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(1));
      const openReader = async () => {
        const reader = openSqliteRecordReader(path);
        await write(source, [[{ record: 'entity', kind: 'Buyer', id: 'meanwhile' }]]);
        return reader;
      };
      const copied = await createCopyGraph({ source, target, openReader })(OPERATOR);
      expect(copied).toMatchObject({ ok: false, failure: { code: 'STORE_UNAVAILABLE' } });
    });
  });

  it('to those who may not read it all out', async () => {
    const viewer: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
    const copied = await withStores((source, target, path) => copier(source, target, path)(viewer));
    expect(copied).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
  });
});

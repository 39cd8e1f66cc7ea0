import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { openSqliteRecordReader } from '../../server/src/adapters/sqlite/sqlite-record-reader.ts';
import { createCopyGraph } from '../../server/src/application/copy-graph.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
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

  it('broken off and copied again is the same graph', async () => {
    await withStores(async (source, target, path) => {
      await write(source, generatedBatches(3));
      const stop = new AbortController();
      const first = await copier(
        source,
        target,
        path,
      )(OPERATOR, {
        batchSize: 1000,
        signal: stop.signal,
        onProgress: ({ done }) => (done > 3000 ? stop.abort() : undefined),
      });
      expect(first).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
      const part = await target.counts();
      expect(part.events + part.links + part.entities).toBeGreaterThan(1000);
      const second = await copier(source, target, path)(OPERATOR, { batchSize: 1000 });
      expect(second).toMatchObject({ ok: true, value: { digest: await source.digest() } });
    });
  });
});

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

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { createRejectsWriter } from '../../server/src/adapters/files/rejects-file.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { type ImportRequest, importFiles } from '../../server/src/application/import-files.ts';
import type { DomainEvent } from '../../server/src/application/ports/case-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { IMPORT_BATCH_SIZE } from '../../server/src/application/write-source.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import { filesIn, NOW, newFolder } from '../adapters/files/reading.ts';

const clock = { now: () => NOW };
const stores: GraphStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function newImporter() {
  const directory = newFolder();
  const opened = await openSqliteGraphStore({ path: join(newFolder(), 'graph.db'), clock });
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = opened.value;
  stores.push(store);
  const happened: DomainEvent[] = [];
  const log = { append: async (event: DomainEvent) => void happened.push(event) };
  const source = createFileRecordSource(clock);
  const newRejectsWriter = () => createRejectsWriter(directory, clock.now);
  const run = importFiles({ store, source, newRejectsWriter, log, clock });
  return {
    store,
    directory,
    happened,
    import: (path: string, more: Partial<ImportRequest> = {}, principal: Principal = OPERATOR) =>
      run(principal, { paths: [path], dryRun: false, strict: false, ...more }),
  };
}

const ENTITIES = 'kind,id,label\nSeller,s1,Shop\nBuyer,b1,\n';
const LINKS = 'type,fromKind,fromId,toKind,toId\nUSES_DEVICE,Buyer,b1,Device,d1\nREFERRED,Buyer,b1,Buyer,b1\n';

describe('importing files', () => {
  it('writes what fits, counts it by record, and sets the rest aside', async () => {
    const importer = await newImporter();
    const done = await importer.import(filesIn({ 'entities.csv': ENTITIES, 'links.csv': LINKS, 'readme.md': '-' }));
    const counts = { updated: 0, unchanged: 0, conflicts: 0 };
    expect(done).toMatchObject({
      ok: true,
      value: {
        entities: { read: 2, created: 2, rejected: 0, ...counts },
        links: { read: 2, created: 1, rejected: 1, ...counts },
        events: { read: 0, created: 0, rejected: 0, ...counts },
        written: true,
      },
    });
    const report = done.ok ? done.value : null;
    expect(report?.ignored).toEqual([expect.stringContaining('readme.md')]);
    expect(readFileSync(report?.rejectsFile ?? '', 'utf8').split('\n')).toHaveLength(2);
    expect(await importer.store.counts()).toEqual({ entities: 3, links: 1, events: 0 });
    expect(importer.happened).toMatchObject([{ type: 'recordsImported', principal: 'operator' }]);
  });

  it('changes nothing when the same files are read again', async () => {
    const importer = await newImporter();
    const folder = filesIn({ 'entities.csv': ENTITIES, 'links.csv': LINKS });
    await importer.import(folder);
    const digest = await importer.store.digest();
    const again = await importer.import(folder);
    expect(again).toMatchObject({
      value: { entities: { created: 0, unchanged: 2 }, links: { created: 0, unchanged: 1 } },
    });
    expect(await importer.store.digest()).toBe(digest);
  });

  it('as a dry run tells what an import would do, and writes nothing', async () => {
    const importer = await newImporter();
    await importer.import(filesIn({ 'entities.csv': 'kind,id,updatedAt\nSeller,s1,2026-01-01\n' }));
    const digest = await importer.store.digest();
    const folder = filesIn({
      'entities.csv': 'kind,id,label,updatedAt\nSeller,s1,Shop,2026-01-02\nBuyer,b1,,\nSeller,s1,Other,2026-01-02\n',
      'links.csv': LINKS,
    });
    const done = await importer.import(folder, { dryRun: true });
    expect(done).toMatchObject({
      value: {
        entities: { read: 3, rejected: 0, created: 1, updated: 1, unchanged: 1, conflicts: 1 },
        links: { read: 2, rejected: 1, created: 1, updated: 0, unchanged: 0, conflicts: 0 },
        written: false,
      },
    });
    expect(await importer.store.digest()).toBe(digest);
    expect(importer.happened).toHaveLength(1);
  });

  it('as a strict import writes all rows or none', async () => {
    const importer = await newImporter();
    const refused = await importer.import(filesIn({ 'entities.csv': ENTITIES, 'links.csv': LINKS }), { strict: true });
    expect(refused).toMatchObject({
      value: { written: false, entities: { created: 0 }, rejectsFile: expect.stringContaining('rejects-') },
    });
    expect((await importer.store.counts()).entities).toBe(0);
    const taken = await importer.import(filesIn({ 'entities.csv': ENTITIES }), { strict: true });
    expect(taken).toMatchObject({ value: { written: true, entities: { created: 2 }, rejectsFile: null } });
  });

  it('keeps the whole batches before a file that breaks off, and says which file it was', async () => {
    const importer = await newImporter();
    const rows = Array.from({ length: 250_000 }, (_, i) => `Buyer,b${i}\n`).join('');
    const packed = gzipSync(`kind,id\n${rows}`);
    const done = await importer.import(filesIn({ 'entities.csv.gz': packed.subarray(0, packed.length - 50_000) }));
    expect(done).toMatchObject({
      ok: false,
      failure: {
        code: 'FILE_UNREADABLE',
        message: expect.stringMatching(/entities\.csv\.gz: the gzip data are cut off/),
      },
    });
    const { entities } = await importer.store.counts();
    expect(entities).toBeGreaterThan(0);
    expect(entities % IMPORT_BATCH_SIZE).toBe(0);
    // The lease was returned: the next import runs.
    expect(await importer.import(filesIn({ 'entities.csv': ENTITIES }))).toMatchObject({ ok: true });
  });

  it('stops at a batch when it is interrupted, and leaves no rejects file behind that holds nothing', async () => {
    const importer = await newImporter();
    const stop = new AbortController();
    stop.abort();
    const done = await importer.import(filesIn({ 'entities.csv': ENTITIES }), { signal: stop.signal });
    expect(done).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
    expect((await importer.store.counts()).entities).toBe(0);
    expect(readdirSync(importer.directory)).toEqual([]);
  });

  it('is refused while another import holds the store, and to who may not import', async () => {
    const importer = await newImporter();
    const folder = filesIn({ 'entities.csv': ENTITIES });
    const other = await importer.store.openImport('other');
    expect(await importer.import(folder)).toMatchObject({ ok: false, failure: { code: 'IMPORT_RUNNING' } });
    if (other.ok) await other.value.close();
    const viewer: Principal = { ...OPERATOR, role: 'viewer' };
    expect(await importer.import(folder, {}, viewer)).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
    expect(await importer.import(folder)).toMatchObject({ ok: true });
  });

  it('tells how far it is, in bytes of all files', async () => {
    const importer = await newImporter();
    const seen: [number, number | null][] = [];
    const folder = filesIn({ 'entities.csv': ENTITIES, 'links.csv': LINKS });
    await importer.import(folder, { onProgress: ({ done, total }) => void seen.push([done, total]) });
    const size = ENTITIES.length + LINKS.length;
    expect(seen.at(-1)).toEqual([size, size]);
    expect(importer.directory).not.toBe(join(folder));
  });
});

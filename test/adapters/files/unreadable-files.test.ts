import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { filesIn, newFolder, readAll, readFiles } from './reading.ts';

describe('a file that cannot be read', () => {
  const parquet = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'kind', data: ['Buyer'] },
        { name: 'id', data: ['b1'] },
      ],
    }),
  );
  const files: readonly (readonly [what: string, name: string, content: string | Uint8Array, sentence: RegExp])[] = [
    ['an empty file', 'entities.csv', '', /^entities\.csv: the file is empty$/],
    ['a missing column', 'entities.csv', 'kind,label\n', /^entities\.csv, line 1: the column id is missing/],
    ['a duplicate header', 'entities.csv', 'kind,id,id\n', /^entities\.csv, line 1: the column "id" stands twice/],
    ['an attribute named constructor', 'entities.csv', 'kind,id,constructor\n', /column "constructor": expected/],
    ['a column without a name', 'entities.csv', 'kind,id,\n', /column "": expected an attribute name/],
    ['an open quote', 'entities.csv', 'kind,id\nBuyer,a\nBuyer,"x\nBuyer,y\n', /line 3, column id: a quote is opened/],
    ['a line of 50 MB', 'entities.csv', `kind,id\nBuyer,${'x'.repeat(50_000_000)}\n`, /line 2: the row is longer than/],
    ['a quoted field of 50 MB', 'entities.csv', `kind,id\nBuyer,"${'x\n'.repeat(25_000_000)}`, /line 2.*longer than/],
    ['an NDJSON line of 50 MB', 'entities.ndjson', `{"kind":"${'x'.repeat(50_000_000)}`, /line 1: the line is longer/],
    ['UTF-16', 'entities.csv', Buffer.from('\uFEFFkind,id\n', 'utf16le'), /UTF-16/],
    ['a cut gzip', 'entities.csv.gz', gzipSync('kind,id\nBuyer,b\n').subarray(0, 20), /cut off/],
    ['no gzip', 'entities.csv.gz', 'kind,id\nBuyer,b\n', /gzip/],
    ['half a Parquet file', 'entities.parquet', parquet.subarray(0, parquet.length / 2), /no complete Parquet/],
    ['the end of a Parquet file', 'entities.parquet', parquet.subarray(40), /no complete Parquet/],
  ];
  it.each(files)('%s is one sentence', async (_what, name, content, sentence) => {
    const { failure } = await readFiles({ [name]: content });
    expect(failure).toMatch(sentence);
    expect(failure).not.toContain('\n');
  });

  it('is found before anything of the files beside it is read', async () => {
    const { records, failure } = await readFiles({
      'entities.csv': 'kind,id\nBuyer,b\n',
      'links.csv': 'type,fromId\n',
    });
    expect(failure).toMatch(/links\.csv, line 1: the column fromKind is missing/);
    expect(records).toEqual([]);
  });

  it('leaves the batches before the break as they are', async () => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `Buyer,b${i}\n`).join('');
    const packed = gzipSync(`kind,id\n${rows}`);
    const { records, failure } = await readFiles({ 'entities.csv.gz': packed.subarray(0, packed.length - 1000) });
    expect(failure).toBe('entities.csv.gz: the gzip data are cut off: the file is not complete');
    expect(records.length).toBeGreaterThan(0);
    expect(records.length % 1000).toBe(0);
  });

  it('is a path that is not there, a folder with nothing in it, or one with no record file', async () => {
    expect((await readAll('/nowhere/entities.csv')).failure).toMatch(/\/nowhere\/entities\.csv: there is no such file/);
    expect((await readAll(newFolder())).failure).toMatch(/there are no files in this folder/);
    expect((await readFiles({ 'notes.txt': 'x' })).failure).toMatch(/none of its 1 files is named as a record file/);
    expect((await readAll(join(filesIn({ 'orders.csv': 'a\n' }), 'orders.csv'))).failure).toMatch(/--map/);
  });

  it('is one that may not be read', async () => {
    const folder = filesIn({ 'entities.csv': 'kind,id\n' });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'entities.csv'), 0o000);
    expect((await asOrdinaryUser(() => readAll(folder))).failure).toMatch(/not permitted/);
  });
});

/** The superuser may read everything, so it steps down for the length of the question. */
async function asOrdinaryUser<T>(ask: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await ask();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

/** Whatever bytes a file holds: never a crash, never a hang, never a row that is half read. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { CsvRows } from '../../../server/src/adapters/files/csv-rows.ts';
import { BROKEN, CsvScanner, MORE, ROW, STANDARD_DIALECT } from '../../../server/src/adapters/files/csv-scanner.ts';
import { parseIsoBytes } from '../../../server/src/adapters/files/iso-bytes.ts';
import { formatTimePoint, parseTimePoint, toTimePoint } from '../../../server/src/domain/time-point.ts';
import { type Outcome, readFiles } from './reading.ts';

const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });

function assertWhole({ records, rejects, read, failure }: Outcome): void {
  const total = read.entities + read.links + read.events;
  expect(records.length + rejects.length).toBe(total);
  for (const record of records) {
    if (record.record === 'entity') expect(record.id).not.toBe('');
    else expect(record.from.id === '' || record.to.id === '').toBe(false);
  }
  if (failure !== null) expect(failure).toMatch(/^[^\n]+$/);
}

const NAMES = ['entities.csv', 'links.csv.gz', 'events.ndjson', 'entities.parquet', 'events.csv', 'links.ndjson.gz'];

const HEAD = 'kind,id,label,createdAt,status\n';
const goodRow = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'ab",\n é😀') }),
    label: fc.string({ maxLength: 8, unit: fc.constantFrom('x', '"', ',', '\r\n', '\n', 'ß', ' ') }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ id, label, day }) => ({ id, label, createdAt: `2025-11-${String(day).padStart(2, '0')}` }));
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('reading anything', () => {
  it('survives random bytes under any name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), fc.uint8Array({ maxLength: 400 }), async (name, bytes) => {
        assertWhole(await readFiles({ [name]: name.endsWith('.gz') && bytes[0] === 1 ? gzipSync(bytes) : bytes }));
      }),
      runs(150),
    );
  });

  it('survives valid files with bytes changed, cut and doubled', async () => {
    const csv = `${HEAD}Seller,s1,"A, ""b""",2025-01-01,active\nBuyer,b1,,2025-01-02T03:04:05Z,\n`;
    const columnData = [
      { name: 'kind', data: ['Buyer', 'Seller'] },
      { name: 'id', data: ['b', 's'] },
    ];
    const valid: readonly (readonly [string, Uint8Array])[] = [
      ['entities.csv', Buffer.from(csv)],
      ['entities.csv.gz', gzipSync(csv)],
      ['entities.ndjson', Buffer.from('{"kind":"Buyer","id":"b","n":1.5}\n{"kind":"Seller","id":"s","x":null}\n')],
      ['entities.parquet', new Uint8Array(parquetWriteBuffer({ columnData }))],
    ];
    const edit = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }), cut: fc.nat({ max: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...valid), fc.array(edit, { maxLength: 4 }), async ([name, bytes], edits) => {
        const parts = [...bytes];
        for (const { at, byte, cut } of edits) parts.splice(at % parts.length, cut, ...(cut === 3 ? [] : [byte]));
        assertWhole(await readFiles({ [name]: Uint8Array.from(parts) }));
      }),
      runs(250),
    );
  });

  it('ends with a sentence whichever byte of a Parquet file is wrong, and nothing is left unheard', async () => {
    const columnData = [
      { name: 'kind', data: ['Buyer', 'Seller'] },
      { name: 'id', data: ['b', 's'] },
    ];
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    // A rejection that nobody hears fails the whole run, as it would end the process of an import.
    for (let at = 0; at < bytes.length; at++)
      for (const change of [1, 37, 111, 148])
        assertWhole(await readFiles({ 'entities.parquet': bytes.with(at, (Number(bytes[at]) + change) % 256) }));
  });

  it('reads back every row that was written as RFC 4180 says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(goodRow, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const lines = rows.map((row) => `Buyer,${quoted(row.id)},${quoted(row.label)},${row.createdAt},${end}`);
        const { records, rejects } = await readFiles({ 'entities.csv': HEAD + lines.join('') });
        const hasControl = (row: { id: string }): boolean => row.id.includes('\n');
        expect(records).toEqual(
          rows
            .filter((row) => !hasControl(row))
            .map(({ id, label, createdAt }) => ({
              record: 'entity',
              kind: 'Buyer',
              id,
              createdAt: parseTimePoint(createdAt),
              ...(label === '' ? {} : { label }),
            })),
        );
        expect(rejects).toHaveLength(rows.filter(hasControl).length);
      }),
      runs(200),
    );
  });
});

describe('the scanner', () => {
  const text = fc.string({ maxLength: 60, unit: fc.constantFrom(...'a",\r\né'.split('')) });

  it('finds the same rows however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 60 }), { maxLength: 5 }), (csv, cuts) => {
        const bytes = Buffer.from(csv);
        expect(scanInChunks(bytes, cuts)).toEqual(scanInChunks(bytes, []));
      }),
      runs(2000),
    );
  });

  it('is what the rows of a file go through', async () => {
    const rows = new CsvRows({ path: '/nowhere', gzip: false }, STANDARD_DIALECT);
    await expect(rows.header()).rejects.toThrow(/no such file/);
  });
});

function scanInChunks(bytes: Buffer, cuts: readonly number[]): readonly unknown[] {
  const scanner = new CsvScanner(STANDARD_DIALECT);
  const found: unknown[] = [];
  const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  let start = 0;
  for (const [i, end] of ends.entries()) {
    scanner.load(bytes.subarray(start, end), i === ends.length - 1);
    start = end;
    for (let scanned = scanner.next(); scanned !== MORE; scanned = scanner.next()) {
      const fields = Array.from({ length: scanner.count }, (_, field) => scanner.text(field));
      found.push([scanned, scanner.line, ...(scanned === ROW ? fields : [])]);
      if (scanned !== ROW && scanned !== BROKEN) return found;
    }
  }
  return found;
}

describe('times read from bytes', () => {
  const agree = (text: string): void => {
    const bytes = Buffer.from(text);
    const fast = parseIsoBytes(bytes, 0, bytes.length);
    // Date.UTC takes the first hundred years for those of the twentieth century; no such time is ever kept.
    if (text < '0100') return;
    if (!Number.isNaN(fast)) expect(fast).toBe(parseTimePoint(text));
  };

  it('are those the domain reads', () => {
    const instant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
    const precision = fc.constantFrom('DAY' as const, 'MINUTE' as const, 'SECOND' as const, 'MILLISECOND' as const);
    fc.assert(
      fc.property(instant, precision, (ms, digits) => {
        const text = formatTimePoint(toTimePoint(ms, digits));
        expect(parseIsoBytes(Buffer.from(text), 0, text.length)).toBe(parseTimePoint(text));
      }),
      runs(2000),
    );
  });

  it('are left to the domain, or agree with it, for any digits', () => {
    const part = (length: number) =>
      fc.string({ minLength: length, maxLength: length, unit: fc.constantFrom(...'0123459') });
    const date = fc.tuple(part(4), part(2), part(2)).map((parts) => parts.join('-'));
    const time = fc.tuple(part(2), part(2), part(2)).map((parts) => `T${parts.join(':')}Z`);
    fc.assert(
      fc.property(date, fc.option(time), (day, clock) => agree(day + (clock ?? ''))),
      runs(5000),
    );
    for (const text of ['2024-02-29', '2023-02-29', '2000-02-29', '1900-02-29', '2024-00-10', '2024-13-01'])
      agree(text);
  });
});

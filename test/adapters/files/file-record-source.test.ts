import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { parseTimePoint } from '../../../server/src/domain/time-point.ts';
import { filesIn, readAll, readFiles } from './reading.ts';

const LINK_HEADER = 'type,fromKind,fromId,toKind,toId';
const time = (text: string) => parseTimePoint(text);

describe('a file of the record contract', () => {
  it('is read with its columns in any order, with a byte order mark and with CRLF', async () => {
    const csv = '\uFEFFid,colour,kind,createdAt\r\ns1,red,Seller,2026-01-02\r\nb1,,Buyer,\r\n';
    const { records, failure } = await readFiles({ 'entities-a.csv': csv });
    expect(failure).toBeNull();
    expect(records).toEqual([
      { record: 'entity', kind: 'Seller', id: 's1', createdAt: time('2026-01-02'), attributes: { colour: 'red' } },
      { record: 'entity', kind: 'Buyer', id: 'b1' },
    ]);
  });

  it('keeps quoted commas, line ends and doubled quotes, and counts lines as an editor does', async () => {
    const csv = 'kind,id,label\nSeller,s1,"one, ""two""\nthree"\nDragon,x,\n';
    const { records, rejects } = await readFiles({ 'entities.csv': csv });
    expect(records).toEqual([{ record: 'entity', kind: 'Seller', id: 's1', label: 'one, "two"\nthree' }]);
    expect(rejects[0]).toMatchObject({ line: 4, column: 'kind' });
  });

  it('needs no line end at the end and no row at all, and passes over empty lines', async () => {
    expect((await readFiles({ 'entities.csv': 'kind,id\n\nBuyer,b1' })).records).toHaveLength(1);
    expect((await readFiles({ 'entities.csv': 'kind,id' })).failure).toBeNull();
  });

  it('gives the same records as CSV, NDJSON, Parquet and gzip', async () => {
    const csv = `${LINK_HEADER},firstSeen,count,amount,currency,note\nTRANSACTED_WITH,Buyer,b1,Seller,s1,2026-01-02T03:04:05Z,3,12.50,GBP,Ännä\n`;
    const row = {
      type: 'TRANSACTED_WITH',
      fromKind: 'Buyer',
      fromId: 'b1',
      toKind: 'Seller',
      toId: 's1',
      firstSeen: '2026-01-02T03:04:05Z',
      count: 3,
      amount: 12.5,
      currency: 'GBP',
      note: 'Ännä',
    };
    const columnData = Object.entries(row).map(([name, value]) => ({ name, data: [value] }));
    const expected = (await readFiles({ 'links.csv': csv })).records;
    expect(expected).toHaveLength(1);
    const forms = {
      'links.ndjson': `${JSON.stringify(row)}\n`,
      'links.csv.gz': gzipSync(csv),
      'links.jsonl.gz': gzipSync(JSON.stringify(row)),
      'links.parquet': new Uint8Array(parquetWriteBuffer({ columnData })),
    };
    for (const [name, content] of Object.entries(forms)) {
      const read = await readFiles({ [name]: content });
      expect(read.failure).toBeNull();
      expect(read.records, name).toEqual(expected);
    }
  });

  it('reads the files of a folder in the order of their names and says which it leaves aside', async () => {
    const folder = filesIn({
      'links.csv': `${LINK_HEADER}\nUSES_DEVICE,Buyer,b1,Device,d1\n`,
      'entities.csv': 'kind,id\nBuyer,b1\n',
      'notes.txt': 'x',
      'rejects-2026.ndjson': '{}',
    });
    mkdirSync(join(folder, 'entities-older'));
    const { records, ignored } = await readAll(folder);
    expect(records.map((record) => record.record)).toEqual(['entity', 'link']);
    expect(ignored).toEqual(['notes.txt', 'rejects-2026.ndjson']);
  });

  it('hands out whole batches of the size asked for, in file order', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => `Buyer,b${i}\n`).join('');
    const { records } = await readFiles({ 'entities.csv': `kind,id\n${rows}` }, { batchSize: 1000 });
    expect(records.map((record) => ('id' in record ? record.id : ''))).toEqual(
      Array.from({ length: 2500 }, (_, i) => `b${i}`),
    );
  });
});

const EVENT = ['z', 'ORDER', 'Buyer', 'z', 'Seller', 'z'];
type Row = readonly [what: string, header: string, row: string, column: string | null, expected: RegExp];
const ROWS: readonly Row[] = [
  ['an unknown kind', 'kind,id', 'Dragon,x', 'kind', /kind/],
  ['an empty id', 'kind,id,label', 'Buyer,,x', 'id', /1 to 200/],
  ['an id of 201 code points', 'kind,id', `Buyer,${'😀'.repeat(201)}`, 'id', /200/],
  ['a control character in an id', 'kind,id', 'Buyer,a\tb', 'id', /control/],
  ['a C1 control character in an id', 'kind,id', 'Buyer,a\u0085b', 'id', /control/],
  ['a line end in an id', 'kind,id', 'Buyer,"a\nb"', 'id', /control/],
  ['a NUL in a label', 'kind,id,label', 'Buyer,a,x\u0000y', 'label', /control/],
  ['a bare carriage return in an id', 'kind,id', 'Buyer,a\rb', 'id', /control/],
  ['an unknown status', 'kind,id,status', 'Buyer,a,gone', 'status', /active/],
  ['an impossible date', 'kind,id,createdAt', 'Buyer,a,2026-02-29', 'createdAt', /time/],
  ['a 25th hour', 'kind,id,createdAt', 'Buyer,a,2026-02-01T25:00:00Z', 'createdAt', /time/],
  ['a time before 1990', 'kind,id,createdAt', 'Buyer,a,1989-12-31', 'createdAt', /1990/],
  ['1970 as a time', 'kind,id,createdAt', 'Buyer,a,1970-01-01', 'createdAt', /1990/],
  ['a time two days ahead', 'kind,id,createdAt', 'Buyer,a,2026-03-12', 'createdAt', /future/],
  ['a label time without a label', 'kind,id,riskLabelAt', 'Buyer,a,2026-01-01', 'riskLabel', /riskLabel/],
  ['a balance without currency', 'kind,id,unsettledBalance', 'Seller,a,1', 'currency', /XXX/],
  ['a small currency', 'kind,id,unsettledBalance,currency', 'Seller,a,1,gbp', 'currency', /ISO 4217/],
  ['a number with a comma', 'kind,id,reservedBalance,currency', 'Seller,a,"1,5",GBP', 'reservedBalance', /comma/],
  ['a negative amount', 'kind,id,reservedBalance,currency', 'Seller,a,-1,GBP', 'reservedBalance', /negative/],
  ['an exponent', 'kind,id,reservedBalance,currency', 'Seller,a,1e3,GBP', 'reservedBalance', /decimal/],
  ['19 digits', 'kind,id,reservedBalance,currency', 'Seller,a,1234567890123456789,GBP', 'reservedBalance', /18/],
  ['an unknown link type', LINK_HEADER, 'KNOWS,Buyer,a,Buyer,b', 'type', /USES_DEVICE/],
  ['a wrong from end', LINK_HEADER, 'SELLS,Buyer,a,Product,b', 'fromKind', /Seller/],
  ['a wrong to end', LINK_HEADER, 'USES_DEVICE,Buyer,a,Phone,b', 'toKind', /Device/],
  ['a link to itself', LINK_HEADER, 'REFERRED,Buyer,a,Buyer,a', 'toId', /itself/],
  ['a count of 0', `${LINK_HEADER},count`, 'USES_DEVICE,Buyer,a,Device,b,0', 'count', /whole/],
  ['a count of 1.5', `${LINK_HEADER},count`, 'USES_DEVICE,Buyer,a,Device,b,1.5', 'count', /whole/],
  ['an unknown role', `${LINK_HEADER},role`, 'HAS_ADDRESS,Buyer,a,Address,b,home', 'role', /shipping/],
  [
    'a span that ends before it starts',
    `${LINK_HEADER},firstSeen,lastSeen`,
    'USES_DEVICE,Buyer,a,Device,b,2026-02-02,2026-02-01',
    'lastSeen',
    /firstSeen/,
  ],
  ['a missing event id', `id,${LINK_HEADER}`, ',ORDER,Buyer,a,Seller,b', 'id', /id/],
  ['an order to itself', `id,${LINK_HEADER}`, 'g,GIFT,Buyer,a,Buyer,a', 'toId', /itself/],
  ['an enforcement between two', `id,${LINK_HEADER}`, 'e,ENFORCEMENT,Buyer,a,Buyer,b', 'toId', /same actor/],
  ['a word for a number', `id,${LINK_HEADER},rating`, 'o,REVIEW,Buyer,a,Seller,b,good', 'rating', /number/],
  ['yes for true', `id,${LINK_HEADER},declined`, 'o,ORDER,Buyer,a,Seller,b,yes', 'declined', /true or false/],
  ['too many fields', 'kind,id', 'Buyer,a,b', null, /2 fields/],
  ['too few fields', 'kind,id,label', 'Buyer,a', null, /3 fields/],
  ['a quote inside a field', 'kind,id', 'Buyer,a"b', 'id', /quote/],
  ['text after a closing quote', 'kind,id', 'Buyer,"a"b', 'id', /delimiter/],
];

describe('a row that does not fit', () => {
  it.each(ROWS)('%s is set aside, and the rows around it are read', async (_what, header, row, column, expected) => {
    const record = header.startsWith('kind') ? 'entities' : header.startsWith('id') ? 'events' : 'links';
    const fields = { entities: ['Buyer', 'z'], links: ['USES_DEVICE', 'Buyer', 'z', 'Device', 'z'], events: EVENT }[
      record
    ];
    const good = Array.from(header.split(','), (_, i) => fields[i] ?? '').join(',');
    const { records, rejects, read, failure } = await readFiles({
      [`${record}.csv`]: `${header}\n${good}\n${row}\n${good}\n`,
    });
    expect(failure).toBeNull();
    expect(records).toHaveLength(2);
    expect(read[record]).toBe(3);
    expect(rejects).toHaveLength(1);
    expect(rejects[0]).toMatchObject({ record, line: 3, column });
    expect(rejects[0]?.expected).toMatch(expected);
  });

  it('names the column whose bytes are not UTF-8, and reads on', async () => {
    const bytes = Buffer.concat([Buffer.from('kind,id\nBuyer,'), Buffer.from([0xff]), Buffer.from('\nBuyer,b\n')]);
    const { records, rejects } = await readFiles({ 'entities.csv': bytes });
    expect(rejects).toMatchObject([{ line: 2, column: 'id', expected: 'valid UTF-8 text' }]);
    expect(records).toHaveLength(1);
  });

  const json: readonly (readonly [what: string, line: string, column: string | null])[] = [
    ['a line that is no JSON', '{"kind":', null],
    ['an array', '[]', null],
    ['a nested value', '{"kind":"Buyer","id":"a","tags":["x"]}', 'tags'],
    ['half a surrogate pair', '{"kind":"Buyer","id":"a\\ud800"}', 'id'],
    ['an id that is no exact number', '{"kind":"Buyer","id":12345678901234567890}', 'id'],
    ['an attribute named __proto__', '{"kind":"Buyer","id":"a","__proto__":"x"}', '__proto__'],
    ['an attribute name of 65 characters', `{"kind":"Buyer","id":"a","${'n'.repeat(65)}":"x"}`, 'n'.repeat(65)],
    ['half a surrogate pair in an attribute', '{"kind":"Buyer","id":"a","note":"\\udc00"}', 'note'],
  ];
  it.each(json)('%s in NDJSON is set aside', async (_what, line, column) => {
    const { records, rejects } = await readFiles({ 'entities.ndjson': `${line}\n{"kind":"Buyer","id":"b"}\n` });
    expect(rejects).toMatchObject([{ line: 1, column }]);
    expect(records).toHaveLength(1);
  });

  it('keeps at most 200 attribute names an import', async () => {
    const rows = Array.from({ length: 201 }, (_, i) => JSON.stringify({ kind: 'Buyer', id: 'b', [`n${i}`]: 'x' }));
    const { rejects } = await readFiles({ 'entities.ndjson': rows.join('\n') });
    expect(rejects).toMatchObject([{ line: 201, column: 'n200' }]);
  });

  it('may name a settlement that lies ahead', async () => {
    const csv = 'kind,id,nextSettlementAt\nSeller,s,2026-04-01\n';
    expect((await readFiles({ 'entities.csv': csv })).rejects).toEqual([]);
  });

  it('takes an end of the day after a start within it', async () => {
    const csv = `${LINK_HEADER},firstSeen,lastSeen\nUSES_DEVICE,Buyer,a,Device,b,2026-02-01T10:00Z,2026-02-01\n`;
    expect((await readFiles({ 'links.csv': csv })).rejects).toEqual([]);
  });
});

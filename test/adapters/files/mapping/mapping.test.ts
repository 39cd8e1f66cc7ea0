import { describe, expect, it } from 'vitest';
import { labelled, read } from './mapped.ts';

async function labelOf(label: string, raw: string): Promise<string | undefined> {
  const { records, rejects, failure } = await read(labelled(label), { 'a.csv': `id,raw\nb,"${raw}"\n` });
  expect(failure).toBeNull();
  const [record] = records;
  if (record === undefined) return `rejected: ${rejects[0]?.expected}`;
  return record.record === 'entity' ? record.label : undefined;
}

describe('a value of a mapping', () => {
  const values: readonly (readonly [spec: string, raw: string, label: string | undefined])[] = [
    ['raw', 'x', 'x'],
    ['{ column: raw, prefix: "shop-" }', 'x', 'shop-x'],
    ['{ column: raw, prefix: "shop-" }', '', undefined],
    ['{ value: 7 }', '', '7'],
    ['{ template: "{id}/{raw}" }', 'x', 'b/x'],
    ['{ template: "{id}/{raw}" }', '', undefined],
    ['{ column: raw, translate: { "1": one } }', '1', 'one'],
    ['{ column: raw, translate: { "1": one } }', '2', 'rejected: one of 1, which the mapping translates'],
    ['{ column: raw, translate: { "1": one }, otherwise: many }', '2', 'many'],
    ['{ column: raw, translate: { "1": one }, otherwise: null }', '2', undefined],
    ['{ column: raw, normalise: trim }', ' x ', 'x'],
    ['{ column: raw, normalise: email }', ' Ann@Example.COM ', 'ann@example.com'],
    ['{ column: raw, normalise: email }', 'none', 'rejected: an e-mail address'],
    ['{ column: raw, normalise: phone, region: GB }', '020 7946 0958', '+442079460958'],
    ['{ column: raw, normalise: phone, region: PH }', '+63 917 123 4567', '+639171234567'],
    ['{ column: raw, normalise: phone, region: GB }', '12', 'rejected: a phone number of GB'],
    ['{ column: raw, normalise: address }', ' 12, Mill  Lane;  LEEDS ', '12 mill lane leeds'],
    [
      '{ column: raw, normalise: [email, keyedHash] }',
      'ANN@example.com',
      'd57b5f0c7031b9c20d4655269dee734749bce3a330082c2b3d7dae5ee1df3670',
    ],
    ['{ column: raw, date: dd/MM/yyyy }', '05/11/2025', '2025-11-05'],
    ['{ column: raw, date: dd/MM/yyyy }', '31/02/2025', 'rejected: a date as dd/MM/yyyy'],
    ['{ column: raw, date: "d MMM yyyy h:mm a" }', '5 Nov 2025 12:07 am', '2025-11-05T00:07Z'],
    [
      '{ column: raw, date: { format: "yyyy-MM-dd HH:mm:ss", zone: Asia/Manila } }',
      '2025-11-05 01:02:03',
      '2025-11-04T17:02:03Z',
    ],
    ['{ column: raw, date: { format: iso, zone: America/New_York } }', '2025-07-01 12:00', '2025-07-01T16:00Z'],
    ['{ column: raw, date: { format: iso, zone: America/New_York } }', '2025-07-01T12:00Z', '2025-07-01T12:00Z'],
    // The clocks of New York skipped 02:30 on 9 March 2025 and showed 01:30 twice on 2 November.
    [
      '{ column: raw, date: { format: iso, zone: America/New_York } }',
      '2025-03-09 02:30',
      'rejected: a date as iso that exists in America/New_York',
    ],
    ['{ column: raw, date: { format: iso, zone: America/New_York } }', '2025-11-02 01:30', '2025-11-02T05:30Z'],
    ['{ column: raw, date: { format: "dd/MM/yyyy", zone: Asia/Manila } }', '05/11/2025', '2025-11-05'],
    ['{ column: raw, date: { format: [iso, "dd.MM.yyyy"] } }', '05.11.2025', '2025-11-05'],
    ['{ column: raw, date: epochSeconds }', '1762300800', '2025-11-05T00:00:00Z'],
    ['{ column: raw, date: epochMilliseconds }', '1762300800123', '2025-11-05T00:00:00.123Z'],
    ['{ column: raw, date: excelSerial }', '45966.5', '2025-11-05T12:00:00Z'],
    ['{ column: raw, decimal: { comma: true } }', '1.234,50', '1234.50'],
    ['{ column: raw, decimal: { comma: true } }', '1.2,50', 'rejected: an amount as the mapping says'],
    ['{ column: raw, decimal: { grouping: true } }', '1,234.50', '1234.50'],
    ['{ column: raw, decimal: { grouping: true, parentheses: true } }', '(1,234.50)', '-1234.50'],
    ['{ column: raw, decimal: { minorUnits: 2 } }', '5', '0.05'],
  ];
  it.each(values)('%s of "%s" is %s', async (spec, raw, label) => {
    expect(await labelOf(spec, raw)).toBe(label);
  });
});

describe('rows of a foreign file', () => {
  it('are read in other encodings, with other delimiters, and below titles and descriptions', async () => {
    const text = 'My export\n\nid;raw\nthe id;what it says\nb1;Ännä\n';
    const settings = (encoding: string) => `{ encoding: ${encoding}, delimiter: ";", headerRow: 3, skipRows: 1 }`;
    const latin = Buffer.from(text, 'latin1');
    const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const swapped = Buffer.from(wide).swap16();
    const chinese = Buffer.concat([
      Buffer.from('id;raw\nx;y\nb1;'),
      Buffer.from([0xc9, 0xcc, 0xbc, 0xd2]),
      Buffer.from('\n'),
    ]);
    const cases: readonly (readonly [string, Uint8Array, string])[] = [
      [settings('windows-1252'), latin, 'Ännä'],
      [settings('utf-16le'), wide, 'Ännä'],
      [settings('utf-16be'), swapped, 'Ännä'],
      ['{ encoding: gb18030, delimiter: ";", skipRows: 1 }', chinese, '商家'],
    ];
    for (const [file, bytes, label] of cases) {
      const inline = file.slice(2, -2).split(', ').join('\n    ');
      const { records, failure } = await read(labelled('raw', inline), { 'a.csv': bytes });
      expect(failure).toBeNull();
      expect(records).toEqual([{ record: 'entity', kind: 'Buyer', id: 'b1', label }]);
    }
  });

  it('say where bytes are not of the encoding', async () => {
    const { failure } = await read(labelled('raw', 'encoding: gb18030'), {
      'a.csv': Buffer.from([105, 100, 10, 0xff, 10]),
    });
    expect(failure).toMatch(/a\.csv: it is not text in the encoding/);
  });

  it('give many records, also from arrays inside them', async () => {
    const map = `
files:
  - match: orders.json
    rows: data.orders
    entities:
      - { kind: Seller, id: { path: shop.id }, label: { path: "shop.names[0]" } }
    events:
      - each: lines
        type: ORDER
        id: { template: "{number}-{position}" }
        orderId: { path: number }
        from: { kind: Buyer, id: { path: buyer } }
        to: { kind: Seller, id: { path: shop.id } }
        product: { path: each.sku }
        amount: { path: each.cents, decimal: { minorUnits: 2 } }
        currency: { value: EUR }
`;
    const orders = [
      {
        number: 'n1',
        buyer: 'b',
        shop: { id: 's', names: ['Shop'] },
        lines: [
          { sku: 'p', cents: 250 },
          { sku: 'q', cents: 5 },
        ],
      },
    ];
    const { records, rejects } = await read(map, { 'orders.json': JSON.stringify({ data: { orders } }) });
    expect(rejects).toEqual([]);
    expect(records).toMatchObject([
      { kind: 'Seller', id: 's', label: 'Shop' },
      { id: 'n1-1', orderId: 'n1', references: { product: 'p' }, amount: '2.5', currency: 'EUR' },
      { id: 'n1-2', orderId: 'n1', references: { product: 'q' }, amount: '0.05', currency: 'EUR' },
    ]);
  });

  it('are taken only where the conditions hold, and lists in one cell are split', async () => {
    const map = `
files:
  - match: "*"
    when: { column: state, not: [test, ""] }
    links:
      - type: HAS_PHONE
        when: [{ column: phone, present: true }, { column: state, in: [live, old] }]
        from: { kind: Buyer, id: id }
        to: { kind: Phone, id: phone }
      - type: USES_DEVICE
        each: { column: devices, split: "|" }
        from: { kind: Buyer, id: id }
        to: { kind: Device, id: { path: each } }
`;
    const csv = 'id,state,phone,devices\na,live,1,d1 | d2\nb,test,2,d3\nc,old,,\nd,new,3,d4\n';
    const { records } = await read(map, { 'a.csv': csv });
    expect(records.map((r) => (r.record === 'link' ? `${r.from.id}-${r.to.id}` : ''))).toEqual([
      'a-1',
      'a-d1',
      'a-d2',
      'd-d4',
    ]);
  });

  it('without an id get a hash of columns, equal rows numbered, the same in every template and on every reading', async () => {
    const map = `
files:
  - match: "*"
    events:
      - &gift
        type: GIFT
        id: { hash: [a, b, n] }
        from: { kind: Buyer, id: a }
        to: { kind: Buyer, id: b }
      - { <<: *gift, type: MESSAGE }
`;
    const csv = 'a,b,n\nx,y,1\nx,y,1\nx,y,2\nx,y,1\n';
    const ids = async () => (await read(map, { 'a.csv': csv })).records.map((r) => (r.record === 'event' ? r.id : ''));
    const first = await ids();
    const gifts = first.filter((_, i) => i % 2 === 0);
    expect(gifts).toEqual(first.filter((_, i) => i % 2 === 1));
    expect(new Set(gifts).size).toBe(4);
    expect(gifts[1]).toBe(`${gifts[0]}-2`);
    expect(gifts[3]).toBe(`${gifts[0]}-3`);
    expect(await ids()).toEqual(first);
  });

  it('with a negative amount become the reverse event, and without such a rule are rejected', async () => {
    const map = (negative: string) => `
files:
  - match: "*"
    events:
      - type: SETTLEMENT
        id: id
        from: { kind: Seller, id: { value: s } }
        to: { kind: PayoutAccount, id: { value: p } }
        amount: amount
        currency: { value: GBP }
        ${negative}
`;
    const csv = 'id,amount\na,5\nb,-2.50\n';
    const { records } = await read(map('negative: { as: CLAWBACK, status: { value: settled } }'), { 'a.csv': csv });
    expect(records).toMatchObject([
      { type: 'SETTLEMENT', amount: '5' },
      { type: 'CLAWBACK', amount: '2.5', status: 'settled' },
    ]);
    const { rejects } = await read(map(''), { 'a.csv': csv });
    expect(rejects).toMatchObject([{ line: 3, column: 'amount', fields: { type: 'SETTLEMENT', amount: '-2.50' } }]);
  });

  it('that do not fit show the record they made, so that it can be corrected', async () => {
    const map = labelled('{ column: raw, date: dd/MM/yyyy }');
    const { rejects } = await read(map, { 'a.csv': 'id,raw\nb,soon\n' });
    expect(rejects).toMatchObject([
      { record: 'entities', line: 2, column: 'label', fields: { kind: 'Buyer', id: 'b', label: 'soon' } },
    ]);
  });

  it('of files beside those of the mapping are still read as record files', async () => {
    const { records } = await read(labelled('raw').replace('"*"', 'a.*'), {
      'a.csv': 'id,raw\nb,x\n',
      'entities.csv': 'kind,id\nSeller,s\n',
    });
    expect(records).toHaveLength(2);
  });
});

/** Layouts modelled on what back offices export, read unedited through the mappings beside them. */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { GraphRecord } from '../../../../server/src/domain/records.ts';
import { formatTimePoint } from '../../../../server/src/domain/time-point.ts';
import { readAll } from '../reading.ts';

const EXAMPLES = fileURLToPath(new URL('../../../fixtures/examples', import.meta.url));
const HASH_KEY = 'a key of sixteen or more';
const keyed = (text: string): string => createHmac('sha256', HASH_KEY).update(text).digest('hex');

const readExample = (file: string) =>
  readAll(join(EXAMPLES, file), { mapFile: join(EXAMPLES, `${file.split('.')[0]}.map.yaml`), hashKey: HASH_KEY });

/** One line a record: enough to see the whole of an example at a glance. */
function brief(record: GraphRecord): string {
  if (record.record === 'entity') return `${record.kind} ${record.id}`;
  const id = record.record === 'event' ? ` ${record.id}` : '';
  return `${record.type}${id}: ${record.from.kind} ${record.from.id} > ${record.to.kind} ${record.to.id}`;
}

describe('orders, one row an order line, with a description under the header', () => {
  it('give buyers, products, their identifiers, one ORDER a line, cancellations and parcels', async () => {
    const { records, rejects, failure } = await readExample('orders.csv');
    expect(failure).toBeNull();
    expect(rejects).toEqual([]);
    const orders = records.filter((r) => r.record === 'event' && r.type === 'ORDER');
    expect(orders.map(brief)).toEqual([
      'ORDER 576481100012345671-1729384750012345601: Buyer quietfox88 > Seller northlight-shop',
      'ORDER 576481100012345671-1729384750012345777: Buyer quietfox88 > Seller northlight-shop',
      'ORDER 576481100012399902-1729384750012345601: Buyer mara.k > Seller northlight-shop',
      'ORDER 576481100012400318-1729384750012345777: Buyer old_harbour > Seller northlight-shop',
    ]);
    expect(orders[0]).toMatchObject({
      orderId: '576481100012345671',
      status: 'completed',
      amount: '17.99',
      discount: '2',
      currency: 'GBP',
      quantity: 1,
      references: { product: '1729384750012345601', address: '12 mill lane ls1 4ap' },
    });
    expect(orders[3]).toMatchObject({ amount: '1008.99', references: { address: '12 mill lane ls1 4ap' } });
    expect(records.filter((r) => r.record === 'entity' && r.label?.startsWith('LED ring lamp, 10"'))).toHaveLength(2);
    const phones = records.filter((r) => r.record === 'link' && r.type === 'HAS_PHONE').map(brief);
    expect(phones).toEqual([
      'HAS_PHONE: Buyer quietfox88 > Phone +447700900123',
      'HAS_PHONE: Buyer quietfox88 > Phone +447700900123',
      'HAS_PHONE: Buyer mara.k > Phone +447700900456',
    ]);
    const parcels = records.filter((r) => r.record === 'event' && r.type === 'SHIPMENT').map(brief);
    expect(new Set(parcels).size).toBe(2);
  });

  it('are timed by the clocks of the shop, winter and summer', async () => {
    const { records } = await readExample('orders.csv');
    const at = (type: string, buyer: string) => {
      const event = records.find((r) => r.record === 'event' && r.type === type && r.from.id === buyer);
      return event?.record === 'event' && event.at !== undefined ? formatTimePoint(event.at) : null;
    };
    expect(at('ORDER', 'quietfox88')).toBe('2025-11-03T09:14:07Z');
    expect(at('ORDER', 'mara.k')).toBe('2025-03-30T00:30:00Z');
    expect(at('CANCELLATION', 'mara.k')).toBe('2025-03-30T02:05:12Z');
  });
});

describe('a settlement statement with negative adjustments', () => {
  it('gives the payout, settlements, and clawbacks for what was taken back; equal fees stay two', async () => {
    const { records, rejects, failure } = await readExample('settlement.txt');
    expect(failure).toBeNull();
    expect(rejects).toEqual([]);
    const lines = records.map((r) => (r.record === 'event' ? `${r.type} ${r.amount} ${r.reason ?? ''}`.trim() : ''));
    expect(lines).toEqual([
      'PAYOUT 27.92',
      'SETTLEMENT 39.9 Order: Principal',
      'CLAWBACK 5.99 Order: Commission',
      'CLAWBACK 5.99 Order: Commission',
      'SETTLEMENT 1250 Order: Principal',
      'CLAWBACK 1250 Refund: Principal',
    ]);
    expect(new Set(records.map((r) => (r.record === 'event' ? r.id : ''))).size).toBe(6);
    expect(records[5]).toMatchObject({
      currency: 'EUR',
      orderId: '302-3333333-4444444',
      attributes: { 'adjustment-id': 'A-77', 'settlement-id': '21456789012' },
    });
  });
});

describe('affiliate orders with commission states, as a workbook', () => {
  it('give commissions in their state, estimated until settled', async () => {
    const { records, rejects, failure } = await readExample('affiliate-orders.xlsx');
    expect(failure).toBeNull();
    expect(rejects).toEqual([]);
    const commissions = records.flatMap((r) =>
      r.record === 'event' && r.at !== undefined ? [[r.status, r.amount, formatTimePoint(r.at), r.to.id]] : [],
    );
    expect(commissions).toEqual([
      ['settled', '171.5', '2025-11-03T01:15:02Z', 'cookwithlia'],
      ['pending', '179.88', '2025-11-09T16:30:00Z', 'cookwithlia'],
      ['cancelled', '0', '2025-11-11T12:05:59Z', 'dealsbyjun'],
      ['frozen', '134.93', '2025-11-11T23:00:00Z', 'dealsbyjun'],
    ]);
    expect(records.filter((r) => r.record === 'link').map(brief)).toContain(
      'FEATURES: Content 7400000000000000333 > Product 1731000000000000025',
    );
  });
});

describe('a users table with phone, address and card in one row', () => {
  it('gives accounts and the identifiers they share, hashed with the key', async () => {
    const { records, rejects, failure } = await readExample('users.csv');
    expect(failure).toBeNull();
    expect(records.filter((r) => r.record === 'entity').map(brief)).toEqual([
      'Buyer 1001',
      'Buyer 1002',
      'Seller 2002',
    ]);
    const shared = (type: string, ...users: readonly string[]) => {
      const links = records.filter((r) => r.record === 'link' && r.type === type);
      const targets = links.flatMap((r) => (r.record === 'link' && users.includes(r.from.id) ? [r.to.id] : []));
      return targets.length === users.length && new Set(targets).size === 1 ? targets[0] : targets;
    };
    expect(shared('HAS_PHONE', '1001', '1002')).toBe(keyed('+4930123456'));
    expect(shared('HAS_ADDRESS', '1001', '1002')).toBe(keyed('schönhauser allee 10 10119 berlin de'));
    expect(shared('PAYS_WITH', '1001', '1002')).toBe('card-f3a9c2');
    expect(shared('PAID_OUT_TO', '2001', '2002')).toBe(keyed('AT611904300234573201'));
    expect(records).toContainEqual(
      expect.objectContaining({ id: '1002', status: 'banned', risk: { label: 'confirmedFraud' }, market: 'DE' }),
    );
    // 02:30 on the last Sunday of March did not exist in Berlin: not guessed at, and the seller's links still stand.
    expect(rejects).toMatchObject([
      {
        record: 'entities',
        line: 4,
        column: 'createdAt',
        fields: { kind: 'Seller', id: '2001', createdAt: '31.03.2024 02:30' },
      },
    ]);
  });
});

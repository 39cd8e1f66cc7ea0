import { describe, expect, it } from 'vitest';
import { inTypicalAmounts, readTypicalAmounts } from '../../server/src/detection/typical-amounts.ts';
import { type EventInput, toGraphColumns } from '../support/graph-columns.ts';
import { money } from '../support/ring-builders.ts';

const paid = (id: string, amount: string, currency: string, type: EventInput['type'] = 'ORDER'): EventInput => ({
  type,
  id,
  from: 'Buyer:b1',
  to: type === 'ORDER' ? 'Seller:s1' : 'Buyer:b2',
  at: '2026-03-10T09:30:00Z',
  amount,
  currency,
});
const columns = toGraphColumns({
  entities: [{ key: 'Buyer:b1' }, { key: 'Buyer:b2' }, { key: 'Seller:s1' }],
  links: [],
  events: [
    ...['10', '20', '900'].map((amount, i) => paid(`gbp-${i}`, amount, 'GBP')),
    ...['150000', '200000', '250000'].map((amount, i) => paid(`idr-${i}`, amount, 'IDR')),
    paid('loan', '5000', 'GBP', 'TRANSFER'),
    paid('gift', '40', 'EUR', 'TRANSFER'),
  ],
});
const typical = readTypicalAmounts(columns);
const worth = (...sums: Parameters<typeof money>[]) =>
  inTypicalAmounts(
    sums.map((sum) => money(...sum)),
    columns.currencies,
    typical,
  );

describe('typical amounts', () => {
  it('the same number of rupiah and of pounds is not the same money', () => {
    expect(worth(['886049', 'IDR'])).toBeCloseTo(4.43, 2);
    expect(worth(['886049', 'GBP'])).toBeCloseTo(44_302.45, 2);
  });

  it('orders count before other payments, and other payments where there are no orders', () => {
    expect(worth(['20', 'GBP'])).toBe(1);
    expect(worth(['80', 'EUR'])).toBe(2);
  });

  it('sums of several currencies are never added: the largest counts', () =>
    expect(worth(['40', 'GBP'], ['400000', 'IDR'])).toBe(2));

  it('a currency nothing is known of, and no money at all, are worth nothing', () => {
    expect(worth(['1000000', 'JPY'])).toBe(0);
    expect(worth()).toBe(0);
  });
});

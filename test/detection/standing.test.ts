import { describe, expect, it } from 'vitest';
import { memberStandings } from '../../server/src/detection/standing.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';
import { type EventInput, type GraphInput, toGraphColumns } from '../support/graph-columns.ts';

const BUYER: EntityRef = { kind: 'Buyer', id: 'b1' };
const SELLER: EntityRef = { kind: 'Seller', id: 's1' };
const CREATOR: EntityRef = { kind: 'Creator', id: 'c1' };

const order = (id: string, fields: Partial<EventInput> = {}): EventInput => ({
  type: 'ORDER',
  id,
  from: 'Buyer:b1',
  to: 'Seller:s1',
  at: '2026-03-10T09:30:00Z',
  orderId: `order-${id}`,
  amount: '10.10',
  currency: 'USD',
  ...fields,
});

const standingOf = (ref: EntityRef, input: Partial<GraphInput>) => {
  const entities = [{ key: 'Buyer:b1' }, { key: 'Seller:s1' }, { key: 'Creator:c1' }] as const;
  const graph = { entities, links: [], events: [], ...input } as GraphInput;
  return memberStandings(toGraphColumns(graph), [ref])[0];
};

describe('standing of a member', () => {
  it('orders are counted per order, never per line, and for both sides', () => {
    const events = [order('1'), order('2', { orderId: 'order-1' }), order('3')];
    expect(standingOf(BUYER, { events })).toMatchObject({ orders: 2, turnover: [{ amount: '30.3', currency: 'USD' }] });
    expect(standingOf(SELLER, { events })).toMatchObject({
      orders: 2,
      turnover: [{ amount: '30.3', currency: 'USD' }],
    });
  });

  it('an order that names no order id stands for itself', () => {
    const events = ['1', '2'].map((id) => order(id, { orderId: undefined as never }));
    expect(standingOf(BUYER, { events })?.orders).toBe(2);
  });

  it('money is exact, and currencies are never added', () => {
    const events = [
      order('1', { amount: '0.1' }),
      order('2', { amount: '0.2' }),
      order('3', { amount: '9999999999999.99' }),
      order('4', { amount: '5', currency: 'EUR' }),
    ];
    expect(standingOf(BUYER, { events })?.turnover).toEqual([
      { amount: '5', currency: 'EUR' },
      { amount: '10000000000000.29', currency: 'USD' },
    ]);
  });

  it('what was cancelled, failed or declined did not come about', () => {
    const events = [order('1'), order('2', { status: 'cancelled' }), order('3', { failed: true })];
    expect(standingOf(BUYER, { events })).toMatchObject({ orders: 1, turnover: [{ amount: '10.1', currency: 'USD' }] });
  });

  it('rates count distinct orders, and there is none without orders', () => {
    const refund = (id: string, orderId: string): EventInput => order(id, { type: 'REFUND', orderId });
    const events = [
      ...['1', '2', '3', '4'].map((id) => order(id)),
      refund('r1', 'order-1'),
      refund('r2', 'order-1'),
      { ...refund('r3', 'order-2'), status: 'requested' as const },
      order('c1', { type: 'CHARGEBACK', orderId: 'order-4' }),
    ];
    expect(standingOf(BUYER, { events })).toMatchObject({ refundRate: 0.25, chargebackRate: 0.25 });
    expect(standingOf(CREATOR, { events })).toMatchObject({ orders: 0, refundRate: null, chargebackRate: null });
  });

  it('a rate never passes one, even where refunds name orders that were never seen', () => {
    const events = [order('1'), order('r1', { type: 'REFUND' }), order('r2', { type: 'REFUND' })];
    expect(standingOf(BUYER, { events })?.refundRate).toBe(1);
  });

  it('what can still be stopped is balances and commission that has not left', () => {
    const commission = (id: string, status: 'pending' | 'settled'): EventInput =>
      order(id, { type: 'COMMISSION', from: 'Seller:s1', to: 'Creator:c1', status });
    const entities = [
      { key: 'Seller:s1' as const },
      { key: 'Creator:c1' as const, unsettled: '100.50', currency: 'USD' },
    ];
    const events = [commission('1', 'pending'), commission('2', 'settled')];
    expect(standingOf(CREATOR, { entities, events })?.stillStoppable).toEqual([{ amount: '110.6', currency: 'USD' }]);
    expect(standingOf(SELLER, { entities, events })?.stillStoppable).toEqual([]);
  });

  it('earlier enforcement is counted, and how much of it was overturned', () => {
    const enforcement = (id: string): EventInput => ({ type: 'ENFORCEMENT', id, from: 'Seller:s1', to: 'Seller:s1' });
    const events = [enforcement('1'), { ...enforcement('2'), status: 'overturned' as const }];
    expect(standingOf(SELLER, { events })).toMatchObject({ enforcements: 2, overturned: 1 });
  });

  it('tenure is whole days up to the as-of, and unknown without a registration time', () => {
    const entities = [{ key: 'Buyer:b1' as const, createdAt: '2026-03-01T12:00:00Z' }, { key: 'Seller:s1' as const }];
    const events = [order('1', { at: '2026-03-10T09:30:00Z' })];
    expect(standingOf(BUYER, { entities, events })?.tenureDays).toBe(8);
    expect(standingOf(SELLER, { entities, events })?.tenureDays).toBeNull();
  });
});

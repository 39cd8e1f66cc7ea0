/**
 * The small graph on which the statements' db hits are counted: a hundred buyers, each with a device of their own, one
 * device and one seller of all of them; three orders a buyer, one corrected away; a few links with more than most have.
 */
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Decimal } from '../../server/src/domain/decimal.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';

const BUYERS = 100;
const ORDERS_PER_BUYER = 3;
const START_MS = Date.UTC(2026, 0, 1);
export const hour = (hours: number) => toTimePoint(START_MS + hours * 3_600_000, 'SECOND');
const buyer = (i: number): EntityRef => ({ kind: 'Buyer', id: `b${i}` });
const device = (id: string): EntityRef => ({ kind: 'Device', id });

export async function writeBudgetGraph(store: GraphStore, buyers = BUYERS): Promise<void> {
  const session = await store.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  await session.value.write(Array.from({ length: buyers }, (_, i) => recordsOf(i)).flat());
  await session.value.close();
}

function recordsOf(i: number): readonly GraphRecord[] {
  const from = buyer(i);
  const link = { record: 'link', type: 'USES_DEVICE', from, firstSeen: hour(i), source: 'checkout' } as const;
  return [
    { record: 'entity', ...from, label: `Customer ${i % 10}`, createdAt: hour(i), updatedAt: hour(i) },
    { ...link, to: device(`own-${i}`), ...(i % 20 === 0 && { removedAt: hour(i + 1) }) },
    { ...link, to: device('shared') },
    ...Array.from({ length: ORDERS_PER_BUYER }, (_, n) => orderOf(i, n)),
  ];
}

const orderOf = (i: number, n: number): GraphRecord => ({
  ...{ record: 'event', type: 'ORDER', id: `o${i}-${n}`, orderId: `o${i}-${n}`, from: buyer(i) },
  ...{ to: { kind: 'Seller', id: n === 0 ? 'big' : `s${i % 10}` }, amount: '25.50' as Decimal, currency: 'GBP' },
  ...{ references: { device: `own-${i}` } },
  ...(i % 10 !== 9 && { at: hour(i + n) }),
  ...(n === 2 && i % 5 === 0 && { removedAt: hour(i + n + 1) }),
});

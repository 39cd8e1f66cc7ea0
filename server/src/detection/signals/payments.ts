/** Who paid whom, when and how much, in one direction whatever the event; small sums and dead ends left out. */
import type { EventType } from '../../domain/ontology.ts';
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import { bucketBy } from '../graph/csr.ts';

export type Payments = {
  /** The payments of account a stand at offsets[a] to offsets[a + 1], in time order. */
  readonly offsets: Int32Array;
  readonly payee: Int32Array;
  readonly event: Int32Array;
  readonly at: Float64Array;
  readonly amount: Float64Array;
  readonly currency: Int16Array;
};

/** A refund runs against the direction of its event. */
const PAYS: Readonly<Partial<Record<EventType, 'forward' | 'backward'>>> = {
  TRANSFER: 'forward',
  GIFT: 'forward',
  ORDER: 'forward',
  COMMISSION: 'forward',
  REFUND: 'backward',
};
/** Friends split small bills; what is worth moving around is at or above this quantile of its currency. */
const LARGE_QUANTILE = 0.75;

type Payment = { readonly event: number; readonly payer: number; readonly payee: number; readonly amount: number };

export function readPayments(columns: GraphColumns, activity: Activity, accountCount: number): Payments {
  const { events } = columns;
  const large = largeOnes(columns, paymentsIn(columns, activity));
  const through = passThrough(large, accountCount);
  const byPayer = bucketBy(
    Int32Array.from(through, ({ payer }) => payer),
    accountCount,
  );
  const at = (i: number): number => events.at[through[i]?.event ?? 0] ?? 0;
  for (let a = 0; a < accountCount; a++) {
    const own = byPayer.items.subarray(byPayer.offsets[a] ?? 0, byPayer.offsets[a + 1] ?? 0);
    if (own.length > 1) own.sort((i, j) => at(i) - at(j) || i - j);
  }
  const sorted = [...byPayer.items].map((i) => through[i]);
  return {
    offsets: byPayer.offsets,
    payee: Int32Array.from(sorted, (payment) => payment?.payee ?? 0),
    event: Int32Array.from(sorted, (payment) => payment?.event ?? 0),
    at: Float64Array.from(sorted, (payment) => events.at[payment?.event ?? 0] ?? 0),
    amount: Float64Array.from(sorted, (payment) => payment?.amount ?? 0),
    currency: Int16Array.from(sorted, (payment) => events.currency[payment?.event ?? 0] ?? -1),
  };
}

function paymentsIn(columns: GraphColumns, activity: Activity): Payment[] {
  const { events } = columns;
  const backward = new Map(
    Object.entries(PAYS).map(([type, way]) => [eventCode(type as EventType), way === 'backward']),
  );
  const found: Payment[] = [];
  for (let event = 0; event < events.length; event++) {
    const back = backward.get(events.type[event] ?? 0);
    if (back === undefined || events.failed[event] === 1 || Number.isNaN(events.at[event])) continue;
    const from = activity.actor[event] ?? -1;
    const to = activity.counterparty[event] ?? -1;
    const amount = Number(events.amount[event] ?? 0n) / 10 ** (events.amountScale[event] ?? 0);
    const payment = back ? { event, amount, payer: to, payee: from } : { event, amount, payer: from, payee: to };
    if (Math.min(from, to) >= 0 && amount > 0) found.push(payment);
  }
  return found;
}

function largeOnes({ events }: GraphColumns, payments: readonly Payment[]): Payment[] {
  const amounts = new Map<number, number[]>();
  for (const { event, amount } of payments) {
    const currency = events.currency[event] ?? -1;
    const known = amounts.get(currency);
    if (known) known.push(amount);
    else amounts.set(currency, [amount]);
  }
  const floor = new Map<number, number>();
  for (const [currency, all] of amounts) {
    const sorted = Float64Array.from(all).sort();
    floor.set(currency, sorted[Math.floor((sorted.length - 1) * LARGE_QUANTILE)] ?? 0);
  }
  return payments.filter(({ event, amount }) => amount >= (floor.get(events.currency[event] ?? -1) ?? 0));
}

/** Only accounts that both pay and are paid can lie on a way back. */
function passThrough(payments: readonly Payment[], accountCount: number): Payment[] {
  const pays = new Uint8Array(accountCount);
  const isPaid = new Uint8Array(accountCount);
  for (const { payer, payee } of payments) {
    pays[payer] = 1;
    isPaid[payee] = 1;
  }
  const through = (account: number): boolean => pays[account] === 1 && isPaid[account] === 1;
  return payments.filter(({ payer, payee }) => through(payer) && through(payee));
}

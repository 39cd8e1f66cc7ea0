/** Who paid whom, when and how much, in one direction whatever the event; small sums and dead ends left out. */

import { EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { type Activity, eventCode } from '../activity.ts';
import { powerOfTen, readAmounts } from '../amounts.ts';
import type { GraphColumns } from '../columns.ts';
import { sortItems } from '../graph/ascending.ts';
import { bucketBy, valuesAt } from '../graph/csr.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import { nthSmallest } from '../graph/nth-smallest.ts';
import { type AmountsByCurrency, byCurrency, byPosition } from '../typical-amounts.ts';
import { TELLS } from './clock.ts';

export type PaymentsInput = {
  readonly columns: GraphColumns;
  readonly activity: Activity;
  readonly accountCount: number;
  /** Whose payments count; default: everybody's. */
  readonly takesPart?: ((account: number) => boolean) | undefined;
};

export type Payments = {
  /** The least sum that counts. */
  readonly largeFrom: AmountsByCurrency;
  /** The payments of account a stand at offsets[a] to offsets[a + 1], in time order. */
  readonly offsets: Int32Array;
  readonly payee: Int32Array;
  readonly event: Int32Array;
  readonly at: Float64Array;
  readonly amount: Float64Array;
  readonly currency: Int16Array;
};

/** Payments that hang together: how, between whom, each hop once, and the events they are. */
export type MoneyPattern = {
  readonly shape: 'cycle' | 'scatterGather';
  readonly accounts: readonly number[];
  readonly hops: readonly (readonly [number, number])[];
  readonly events: readonly number[];
};

type Ways = Readonly<Partial<Record<EventType, 'forward' | 'backward'>>>;
/** A refund runs against the direction of its event. */
const PAYS: Ways = {
  TRANSFER: 'forward',
  GIFT: 'forward',
  ORDER: 'forward',
  COMMISSION: 'forward',
  REFUND: 'backward',
};
/** Friends split small bills; what is worth moving around is at or above this quantile of its currency. */
const LARGE_QUANTILE = 0.75;

/** As found, in the order of the events; `length` of them count. */
type Found = {
  length: number;
  readonly event: Int32Array;
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly amount: Float64Array;
};

/** Money that nothing is sold for. */
const HANDS_ON: Ways = { TRANSFER: 'forward', GIFT: 'forward' };

/** All that may lie on a way back. `held`: floors of an earlier run. */
export const readPayments = (input: PaymentsInput, held?: AmountsByCurrency): Payments =>
  paymentsOf(input, { ways: PAYS, keepWays: keepPassingThrough }, held);

/** What somebody was given and may have handed on, and what they handed on. */
export const readTransfers = (input: PaymentsInput, floors: AmountsByCurrency): Payments =>
  paymentsOf(input, { ways: HANDS_ON, keepWays: keepHandedOn }, floors);

type Reading = { readonly ways: Ways; readonly keepWays: (found: Found, accountCount: number) => void };

function paymentsOf(
  { columns, activity, accountCount, takesPart }: PaymentsInput,
  { ways, keepWays }: Reading,
  held: AmountsByCurrency | undefined,
): Payments {
  const { events } = columns;
  const found = paymentsIn(columns, activity, ways);
  const floors = held ? byPosition(held, columns.currencies) : largeFrom(found, events.currency);
  keep(found, (i) => (found.amount[i] ?? 0) >= (floors.get(events.currency[found.event[i] ?? 0] ?? -1) ?? 0));
  if (takesPart) keep(found, (i) => takesPart(found.payer[i] ?? 0) && takesPart(found.payee[i] ?? 0));
  keepWays(found, accountCount);
  const byPayer = bucketBy(found.payer.subarray(0, found.length), accountCount);
  const order = byPayer.items;
  const at = (i: number): number => events.at[found.event[i] ?? 0] ?? 0;
  for (let a = 0; a < accountCount; a++) {
    const [first, end] = [byPayer.offsets[a] ?? 0, byPayer.offsets[a + 1] ?? 0];
    if (end - first > 1) sortItems(order.subarray(first, end), (i, j) => at(i) - at(j) || i - j);
  }
  const event = valuesAt(found.event, order);
  return {
    largeFrom: held ?? byCurrency(floors, columns.currencies),
    offsets: byPayer.offsets,
    payee: valuesAt(found.payee, order),
    event,
    at: Float64Array.from(event, (e) => events.at[e] ?? 0),
    amount: Float64Array.from(order, (i) => found.amount[i] ?? 0),
    currency: Int16Array.from(event, (e) => events.currency[e] ?? -1),
  };
}

const NOTHING_PAID: Found = {
  length: 0,
  ...{ event: new Int32Array(), payer: new Int32Array(), payee: new Int32Array(), amount: new Float64Array() },
};

function paymentsIn({ events }: GraphColumns, activity: Activity, pays: Ways): Found {
  const ways = new Int8Array(EVENT_TYPE_LIST.length);
  for (const [type, way] of Object.entries(pays)) ways[eventCode(type as EventType)] = way === 'forward' ? 1 : -1;
  if (!ways.some((way, code) => way !== 0 && events.type.includes(code))) return NOTHING_PAID;
  const isPayment = (e: number): boolean =>
    ways[events.type[e] ?? 0] !== 0 && events.failed[e] !== 1 && activity.tells[e] !== TELLS.nothing;
  const between = (e: number): boolean => Math.min(activity.actor[e] ?? -1, activity.counterparty[e] ?? -1) >= 0;
  const event = positionsWhere(events.length, (e) => isPayment(e) && between(e));
  const forward = (e: number): boolean => ways[events.type[e] ?? 0] === 1;
  const unscaled = readAmounts(events.amount);
  const amount = new Float64Array(event.length);
  for (let i = 0; i < event.length; i++) {
    const e = event[i] ?? 0;
    amount[i] = unscaled(e) / powerOfTen(events.amountScale[e] ?? 0);
  }
  const found = {
    length: event.length,
    event,
    payer: event.map((e) => (forward(e) ? activity.actor[e] : activity.counterparty[e]) ?? -1),
    payee: event.map((e) => (forward(e) ? activity.counterparty[e] : activity.actor[e]) ?? -1),
    amount,
  };
  keep(found, (i) => (amount[i] ?? 0) > 0);
  return found;
}

function keep(found: Found, isKept: (i: number) => boolean): void {
  let next = 0;
  for (let i = 0; i < found.length; i++) {
    if (!isKept(i)) continue;
    found.event[next] = found.event[i] ?? 0;
    found.payer[next] = found.payer[i] ?? 0;
    found.payee[next] = found.payee[i] ?? 0;
    found.amount[next++] = found.amount[i] ?? 0;
  }
  found.length = next;
}

function largeFrom(found: Found, currencyOf: Int16Array): Map<number, number> {
  const currency = (i: number): number => currencyOf[found.event[i] ?? 0] ?? -1;
  const counts = new Map<number, number>();
  for (let i = 0; i < found.length; i++) counts.set(currency(i), (counts.get(currency(i)) ?? 0) + 1);
  const floor = new Map<number, number>();
  for (const [code, count] of counts) {
    const amounts = new Float64Array(count);
    let at = 0;
    for (let i = 0; i < found.length; i++) if (currency(i) === code) amounts[at++] = found.amount[i] ?? 0;
    floor.set(code, nthSmallest(amounts, Math.floor((count - 1) * LARGE_QUANTILE)) ?? 0);
  }
  return floor;
}

/** Only accounts that both pay and are paid can lie on a way back. */
function keepPassingThrough(found: Found, accountCount: number): void {
  const passes = passingThrough(found, accountCount);
  keep(found, (i) => passes(found.payer[i] ?? 0) && passes(found.payee[i] ?? 0));
}

function keepHandedOn(found: Found, accountCount: number): void {
  const passes = passingThrough(found, accountCount);
  keep(found, (i) => passes(found.payer[i] ?? 0) || passes(found.payee[i] ?? 0));
}

function passingThrough(found: Found, accountCount: number): (account: number) => boolean {
  const pays = new Uint8Array(accountCount);
  const isPaid = new Uint8Array(accountCount);
  for (let i = 0; i < found.length; i++) {
    pays[found.payer[i] ?? 0] = 1;
    isPaid[found.payee[i] ?? 0] = 1;
  }
  return (account) => pays[account] === 1 && isPaid[account] === 1;
}

const LEAST_PASSED_ON = 0.8;

/** The sum but for a fee. */
export function passesOn({ amount, currency }: Payments, last: number, next: number): boolean {
  const before = amount[last] ?? 0;
  const after = amount[next] ?? 0;
  return currency[last] === currency[next] && after >= LEAST_PASSED_ON * before && after <= before;
}

/** The first payment of an account at or after a time. */
export function firstFrom({ offsets, at }: Payments, account: number, time: number): number {
  let low = offsets[account] ?? 0;
  let high = offsets[account + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

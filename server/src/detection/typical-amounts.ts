/**
 * What an ordinary sum is in each currency, so that money at stake can be called large or small without a rate of
 * exchange: the median order; where a currency has none, the median payment; without those, the median balance.
 */
import type { Money } from '../domain/decimal.ts';
import { EVENT_TYPE_LIST } from '../domain/ontology.ts';
import { powerOfTen, readAmounts } from './amounts.ts';
import type { GraphColumns } from './columns.ts';
import { nthSmallest } from './graph/nth-smallest.ts';

/** Position in `currencies` → the typical amount in that currency's own units, above 0; absent where nothing is known. */
export type TypicalAmounts = ReadonlyMap<number, number>;

/** The same by currency, as an earlier run may hold it. */
export type AmountsByCurrency = Readonly<Record<string, number>>;

/** Sums looked at, evenly over the columns: a median needs no more, and ten million would take a second. */
const LOOKED_AT = 200_000;
const ORDER = EVENT_TYPE_LIST.indexOf('ORDER');

export function readTypicalAmounts(columns: GraphColumns, held?: AmountsByCurrency): TypicalAmounts {
  return held ? byPosition(held, columns.currencies) : medians(columns);
}

export const byCurrency = (typical: TypicalAmounts, currencies: readonly string[]): AmountsByCurrency =>
  Object.fromEntries([...typical].map(([currency, amount]) => [currencies[currency] ?? '', amount]));

export const byPosition = (amounts: AmountsByCurrency, currencies: readonly string[]): Map<number, number> =>
  new Map(
    currencies.flatMap((name, currency) => (Object.hasOwn(amounts, name) ? [[currency, amounts[name] ?? 0]] : [])),
  );

function medians(columns: GraphColumns): TypicalAmounts {
  const orders = new Map<number, number[]>();
  const payments = new Map<number, number[]>();
  const balances = new Map<number, number[]>();
  const { events, entities } = columns;
  const amountOf = readAmounts(events.amount);
  for (let e = 0, step = stepThrough(events.length); e < events.length; e += step) {
    const amounts = events.type[e] === ORDER ? orders : payments;
    note(amounts, events.currency[e] ?? -1, amountOf(e) / powerOfTen(events.amountScale[e] ?? 0));
  }
  for (let e = 0, step = stepThrough(entities.length); e < entities.length; e += step) {
    const currency = entities.balanceCurrency[e] ?? -1;
    if (currency < 0) continue;
    const held = (entities.unsettled[e] ?? 0n) + (entities.reserved[e] ?? 0n);
    note(balances, currency, Number(held) / powerOfTen(entities.balanceScale[e] ?? 0));
  }
  const typical = new Map<number, number>();
  for (const source of [balances, payments, orders]) {
    for (const [currency, amounts] of source) typical.set(currency, median(amounts));
  }
  return typical;
}

const stepThrough = (length: number): number => Math.max(1, Math.ceil(length / LOOKED_AT));

function note(amounts: Map<number, number[]>, currency: number, amount: number): void {
  if (currency < 0 || amount <= 0) return;
  const known = amounts.get(currency);
  if (known) known.push(amount);
  else amounts.set(currency, [amount]);
}

const median = (amounts: readonly number[]): number => nthSmallest(new Float64Array(amounts), amounts.length >> 1) ?? 0;

/** The largest of the sums, as a number of typical amounts of its currency; 0 where there is none. */
export function inTypicalAmounts(
  sums: readonly Money[],
  currencies: readonly string[],
  typical: TypicalAmounts,
): number {
  const worth = sums.map(({ amount, currency }) => {
    const unit = typical.get(currencies.indexOf(currency));
    return unit === undefined ? 0 : Number(amount) / unit;
  });
  return Math.max(0, ...worth);
}

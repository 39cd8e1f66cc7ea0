/**
 * What to look at first: money at risk × growth ÷ hours until it leaves, for each currency on its own, in units of
 * that currency an hour. No rate between currencies is assumed: see `alerts` in the alert store for their order.
 *
 * - money at risk: what is still stoppable of the ring (unsettled and reserved balances, pending commission);
 * - growth: members now ÷ members at the start of the last seven days of the data's time, at least 1;
 * - hours: from the moment the run looked at to the earliest settlement of a member with money that can be stopped,
 *   at least 1; a week where no settlement is known. One that was due more than a day before has been: when the next
 *   is, the data do not say.
 */
import type { RingSize } from './alert.ts';
import type { Decimal, Money } from './decimal.ts';
import { DAY_MS, millisecondsOf, type TimePoint } from './time-point.ts';

export type Priority = {
  readonly currency: string;
  readonly atRisk: Decimal;
  /** Units of the currency an hour. */
  readonly perHour: number;
};

const HOUR_MS = 3_600_000;
const LEAST_HOURS = 1;
const UNKNOWN_HOURS = 7 * 24;
const GROWTH_DAYS = 7;

/** Whether the money may still be there: who settles on a day may be late on that day. */
export const isAhead = (settlesAt: TimePoint, now: TimePoint): boolean =>
  millisecondsOf(settlesAt) >= millisecondsOf(now) - DAY_MS;

export function hoursUntil(settlesAt: TimePoint | null, now: TimePoint): number {
  if (settlesAt === null) return UNKNOWN_HOURS;
  return Math.max(LEAST_HOURS, (millisecondsOf(settlesAt) - millisecondsOf(now)) / HOUR_MS);
}

/** With this size added, where it is another one, and without what lies before the days that growth is counted in. */
export function withSize(sizes: readonly RingSize[], { at, size }: RingSize): readonly RingSize[] {
  const start = millisecondsOf(at) - GROWTH_DAYS * DAY_MS;
  // The last one before the start still held when the days began.
  const first = sizes.findLastIndex((earlier) => millisecondsOf(earlier.at) <= start);
  const kept = sizes.slice(Math.max(0, first));
  return kept.at(-1)?.size === size ? kept : [...kept, { at, size }];
}

export function growthOf(sizes: readonly RingSize[]): number {
  const [first, last] = [sizes[0]?.size ?? 0, sizes.at(-1)?.size ?? 0];
  return first === 0 ? 1 : Math.max(1, last / first);
}

type Urgency = { readonly growth: number; readonly hours: number };

export const prioritiesOf = (atRisk: readonly Money[], { growth, hours }: Urgency): readonly Priority[] =>
  atRisk
    .filter(({ amount }) => Number(amount) > 0)
    .map(({ amount, currency }) => ({ currency, atRisk: amount, perHour: (Number(amount) * growth) / hours }));

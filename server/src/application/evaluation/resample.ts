/** A seeded bootstrap: the spread of a figure when its units are drawn again with replacement (Efron 1979). */
import { createDraw } from '../../domain/seeded-random.ts';

export type Interval = { readonly low: number; readonly high: number };

const LOW_QUANTILE = 0.025;

export type Resampling = { readonly resamples: number; readonly seed: number };

/** The middle 95 % of `statistic` over resamples of `units`; null without units. */
export function bootstrapInterval<T>(
  units: readonly T[],
  statistic: (sample: readonly T[]) => number,
  { resamples, seed }: Resampling,
): Interval | null {
  if (units.length === 0) return null;
  const draw = createDraw(seed);
  const values = Array.from({ length: resamples }, () =>
    statistic(Array.from(units, () => units[Math.floor(draw() * units.length)] as T)),
  ).sort((a, b) => a - b);
  const at = (quantile: number): number =>
    values[Math.min(values.length - 1, Math.floor(quantile * values.length))] ?? Number.NaN;
  return { low: at(LOW_QUANTILE), high: at(1 - LOW_QUANTILE) };
}

/** Where a rate may lie, given so many of so many: Wilson's score interval (JASA 1927), good for few and for none. */
import type { Interval } from './resample.ts';

/** Standard normal quantile of 0.975. */
const Z = 1.959964;

/** 95 %; null without trials. */
export function proportionInterval(hits: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const rate = hits / trials;
  const shrink = 1 + Z ** 2 / trials;
  const centre = (rate + Z ** 2 / (2 * trials)) / shrink;
  const half = (Z * Math.sqrt((rate * (1 - rate)) / trials + Z ** 2 / (4 * trials ** 2))) / shrink;
  return { low: hits === 0 ? 0 : centre - half, high: hits === trials ? 1 : centre + half };
}

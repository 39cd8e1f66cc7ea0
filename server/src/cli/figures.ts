/** Figures of an evaluation as text; a dash where there is none, which is not nought. */
import type { Interval } from '../application/evaluation/resample.ts';

export const number = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
export const percent = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
export const interval = (value: Interval | null): string =>
  value === null ? '–' : `${(100 * value.low).toFixed(1)} to ${(100 * value.high).toFixed(1)} %`;

import { describe, expect, it } from 'vitest';
import { usableTimes } from '../../../server/src/detection/signals/clock.ts';
import { DAY_MS, toTimePoint } from '../../../server/src/domain/time-point.ts';

const START = Date.UTC(2026, 0, 1);
const spread = Array.from({ length: 200 }, (_, i) => toTimePoint(START + DAY_MS + i * 7_777_777, 'SECOND'));
const usableOf = (times: readonly number[]): number[] =>
  [...usableTimes(Float64Array.from([...times, ...spread]))].slice(0, times.length);

describe('a time is evidence of things happening together', () => {
  it('when it is exact to the minute or finer', () =>
    expect(usableOf([toTimePoint(START + 5 * DAY_MS + 60_000, 'MINUTE')])).toEqual([1]));

  it('but not when only the day is known, or nothing', () =>
    expect(usableOf([toTimePoint(START + 5 * DAY_MS, 'DAY'), Number.NaN])).toEqual([0, 0]));

  it('nor when a batch job stamped it on many rows', () => {
    const batch = new Array<number>(30).fill(toTimePoint(START + 6 * DAY_MS + 7_200_000, 'SECOND'));
    expect(usableOf(batch).every((flag) => flag === 0)).toBe(true);
  });

  it('nor at midnight sharp when several rows share it: that is a date in disguise', () => {
    const midnight = new Array<number>(4).fill(toTimePoint(START + 6 * DAY_MS, 'SECOND'));
    expect(usableOf(midnight)).toEqual([0, 0, 0, 0]);
  });

  it('nor on the first day of an export onto which everything older was piled', () => {
    const piled = Array.from({ length: 300 }, (_, i) => toTimePoint(START + i * 60_000, 'SECOND'));
    expect(usableOf(piled).every((flag) => flag === 0)).toBe(true);
  });

  it('on an ordinary first day', () => {
    const first = Array.from({ length: 10 }, (_, i) => toTimePoint(START + i * 3_600_000 + 1000, 'SECOND'));
    expect(usableOf(first).every((flag) => flag === 1)).toBe(true);
  });
});

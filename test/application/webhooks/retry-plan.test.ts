import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LONGEST_WAIT_MS, waitBeforeRetry } from '../../../server/src/application/webhooks/retry-plan.ts';

const HOUR = 3_600_000;
const waits = (chance: number): readonly number[] => {
  const all: number[] = [];
  for (let failures = 1; ; failures++) {
    const wait = waitBeforeRetry(failures, chance, null);
    if (wait === null) return all;
    all.push(wait);
  }
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

it('tries ten times in about three days, first within seconds', () => {
  expect(waits(0)).toHaveLength(9);
  expect(waits(0)[0]).toBe(5_000);
  expect(sum(waits(0)) / HOUR).toBeCloseTo(75.6, 1);
  expect(sum(waits(1)) / HOUR).toBeLessThan(96);
});

it('lengthens each wait by a fifth at most, and waits as long as it was asked to, up to a day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const least = waitBeforeRetry(failures, 0, null) ?? 0;
      const wait = waitBeforeRetry(failures, chance, null) ?? 0;
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(least * 1.2 + 1);
      expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    }),
  );
  expect(waitBeforeRetry(1, 0, 3 * HOUR)).toBe(3 * HOUR);
  expect(waitBeforeRetry(1, 0, 1e12)).toBe(24 * HOUR);
  expect(waitBeforeRetry(9, 0, 1_000)).toBe(24 * HOUR);
});

import { expect, test } from 'vitest';
import { growthOf, hoursUntil, prioritiesOf, withSize } from '../../server/src/domain/alert-priority.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';
import { day, money } from '../support/ring-builders.ts';

test('priority is money at risk × growth ÷ hours, for each currency on its own', () => {
  const priorities = prioritiesOf([money('1200'), money('0', 'EUR'), money('90', 'GBP')], { growth: 1.5, hours: 6 });
  expect(priorities).toEqual([
    { currency: 'USD', atRisk: '1200', perHour: 300 },
    { currency: 'GBP', atRisk: '90', perHour: 22.5 },
  ]);
});

test('hours run to the settlement: at least one, a week where none is known', () => {
  expect(hoursUntil(day(3), day(1))).toBe(48);
  expect(hoursUntil(toTimePoint(Date.UTC(2026, 2, 2, 0, 20), 'MINUTE'), day(1))).toBe(1);
  expect(hoursUntil(day(0), day(1))).toBe(1);
  expect(hoursUntil(null, day(1))).toBe(168);
});

test('growth is counted over the last seven days of the data, and never below one', () => {
  let sizes = withSize([], { at: day(1), size: 10 });
  expect(growthOf(sizes)).toBe(1);
  sizes = withSize(sizes, { at: day(3), size: 15 });
  sizes = withSize(sizes, { at: day(4), size: 15 });
  expect(sizes).toHaveLength(2);
  expect(growthOf(sizes)).toBe(1.5);
  // On day 9 the ten of day 1 still held seven days before.
  expect(growthOf(withSize(sizes, { at: day(9), size: 20 }))).toBe(2);
  expect(growthOf(withSize(sizes, { at: day(11), size: 30 }))).toBe(2);
  expect(growthOf(withSize(sizes, { at: day(5), size: 4 }))).toBe(1);
  expect(growthOf([])).toBe(1);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nthSmallest } from '../../../server/src/detection/graph/nth-smallest.ts';

test('the value at a place is the one that sorting would put there, of equal ones too', () => {
  const few = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true })), { minLength: 1 });
  fc.assert(
    fc.property(few, fc.nat(), (values, place) => {
      const n = place % values.length;
      const sorted = Float64Array.from(values).sort();
      expect(nthSmallest(Float64Array.from(values), n) === sorted[n]).toBe(true);
    }),
  );
});

test('of nothing there is no value', () => {
  expect(nthSmallest(new Float64Array(), 0)).toBeUndefined();
});

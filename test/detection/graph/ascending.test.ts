import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortFew, sortTimes } from '../../../server/src/detection/graph/ascending.ts';

test('few numbers and many are sorted as by comparison', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), (numbers) => {
      expect(sortFew([...numbers])).toEqual([...numbers].sort((a, b) => a - b));
    }),
  );
});

test('times are sorted whether or not they come in order', () => {
  expect(sortTimes(Float64Array.of(1, 2, 2, 3))).toEqual(Float64Array.of(1, 2, 2, 3));
  expect(sortTimes(Float64Array.of(3, 1, 2, 1))).toEqual(Float64Array.of(1, 1, 2, 3));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketAt, bucketsOfRange, rangeOfBuckets } from '../../../web/src/components/time-range.ts';

const SPAN = { from: '2026-09-01T00:00:00.000Z', to: '2026-10-07T00:00:00.000Z' };

describe('a stretch of time on a timeline', () => {
  it('drawn over steps marks those steps again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (size, x, y) => {
        const [a, b] = [x % size, y % size];
        const marked = bucketsOfRange(SPAN, size, rangeOfBuckets(SPAN, size, a, b));
        expect(marked).toEqual({ start: Math.min(a, b), end: Math.max(a, b) });
      }),
    );
  });

  it('never reaches past the ends, however far the pointer goes', () => {
    expect(bucketAt(-3, 96)).toBe(0);
    expect(bucketAt(7, 96)).toBe(95);
  });

  it('marks nothing when it is unlimited or lies outside', () => {
    expect(bucketsOfRange(SPAN, 96, { from: null, to: null })).toBeNull();
    expect(bucketsOfRange(SPAN, 96, { from: '2027-01-01T00:00:00Z', to: null })).toBeNull();
  });
});

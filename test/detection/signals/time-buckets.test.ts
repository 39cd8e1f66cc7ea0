import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startAfter } from '../../../server/src/detection/signals/time-buckets.ts';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const anyTime = fc.integer({ min: 0, max: 4_000_000_000_000 });
const anyWindow = fc.integer({ min: 1, max: 336 }).map((hours) => hours * HOUR);

function spansAt(ms: number, windowMs: number): number[] {
  const starts: number[] = [];
  for (let start = startAfter(ms - windowMs, windowMs); start <= ms; start = startAfter(start, windowMs)) {
    starts.push(start);
  }
  return starts;
}

describe('spans of time', () => {
  it('hold whatever lies within half a window together in one, across the turn of a week too', () => {
    const apart = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyTime, anyWindow, apart, (ms, windowMs, share) => {
        const later = ms + Math.floor((share * windowMs) / 2);
        expect(spansAt(later, windowMs).some((start) => start <= ms)).toBe(true);
      }),
    );
  });

  it('hold nothing together that lies a window apart', () => {
    fc.assert(
      fc.property(anyTime, anyWindow, (ms, windowMs) => {
        expect(spansAt(ms + windowMs, windowMs).some((start) => start <= ms)).toBe(false);
      }),
    );
  });

  it('are the same some weeks earlier, whatever the window', () => {
    fc.assert(
      fc.property(anyTime, anyWindow, fc.integer({ min: 1, max: 300 }), (ms, windowMs, weeks) => {
        const earlier = spansAt(ms - weeks * WEEK, windowMs);
        expect(earlier).toEqual(spansAt(ms, windowMs).map((start) => start - weeks * WEEK));
      }),
    );
  });
});

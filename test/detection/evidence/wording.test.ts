import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent } from '../../../server/src/detection/evidence/wording.ts';

describe('a percentage in a sentence', () => {
  it.each([
    [0, '0 %'],
    [0.0004, 'under 0.1 %'],
    [0.0999, '9.9 %'],
    [0.29, '29 %'],
    [0.846, '84 %'],
    [0.996, '99.6 %'],
    [0.99999, '99.99 %'],
    [1, '100 %'],
  ])('says %d as "%s"', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it('is never more than what is so', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (share) => {
        expect(Number.parseFloat(percent(share))).toBeLessThanOrEqual(share * 100 + 1e-6);
      }),
    );
  });
});

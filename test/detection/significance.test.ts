import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  binomialTail,
  hypergeometricTail,
  logFactorial,
} from '../../server/src/detection/signals/significance.ts';

const choose = (n: number, k: number): number => {
  let result = 1;
  for (let i = 0; i < k; i++) result = (result * (n - i)) / (i + 1);
  return k < 0 || k > n ? 0 : Math.round(result);
};

describe('significance', () => {
  it('has the hypergeometric tail of counting all draws', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.nat(12), (common, marked, drawn) => {
        const universe = 24;
        let sum = 0;
        for (let x = common; x <= Math.min(marked, drawn); x++)
          sum += choose(marked, x) * choose(universe - marked, drawn - x);
        expect(hypergeometricTail(common, marked, drawn, universe)).toBeCloseTo(sum / choose(universe, drawn), 9);
      }),
    );
  });

  it('has the binomial tail of adding up the terms', () => {
    fc.assert(
      fc.property(fc.nat(15), fc.nat(15), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (hits, trials, rate) => {
        let sum = 0;
        for (let x = hits; x <= trials; x++) sum += choose(trials, x) * rate ** x * (1 - rate) ** (trials - x);
        expect(binomialTail(hits, trials, rate)).toBeCloseTo(Math.min(1, sum), 9);
      }),
    );
  });

  it('has logarithms of factorials that join where the table ends', () => {
    expect(logFactorial(1024) - logFactorial(1023)).toBeCloseTo(Math.log(1024), 10);
    expect(logFactorial(5)).toBeCloseTo(Math.log(120), 12);
  });

  it('accepts by Benjamini–Hochberg what the paper accepts', () => {
    // Benjamini & Hochberg 1995, section 3.2: 15 tests, at rate 0.05 the first four are rejected hypotheses.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(benjaminiHochberg(Float64Array.from([...p].reverse()), 0.05)).toBeCloseTo((4 / 15) * 0.05, 12);
    expect(benjaminiHochberg(Float64Array.from([0.9, 0.8]), 0.05)).toBe(0);
    expect(benjaminiHochberg(new Float64Array(0), 0.05)).toBe(0);
  });
});

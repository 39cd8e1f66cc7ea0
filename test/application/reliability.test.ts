/** What is stated against what is real, and the rising function that fits best, recomputed by their definitions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundRing } from '../../server/src/application/evaluation/found-ring.ts';
import { isotonicSteps, type Outcome, rate } from '../../server/src/application/evaluation/isotonic.ts';
import { measureReliability } from '../../server/src/application/evaluation/reliability.ts';

const outcome: fc.Arbitrary<Outcome> = fc.record({ score: fc.integer({ min: 0, max: 12 }), isHit: fc.boolean() });

/** The fit by its min-max formula: the greatest over starts of the least over ends of the mean between. */
function fitted(outcomes: readonly Outcome[], score: number): number {
  const scores = [...new Set(outcomes.map((one) => one.score))];
  const mean = (from: number, to: number): number => {
    const own = outcomes.filter((one) => one.score >= from && one.score <= to);
    return own.filter(({ isHit }) => isHit).length / own.length;
  };
  const starts = scores.filter((from) => from <= score);
  const ends = scores.filter((to) => to >= score);
  return Math.max(...starts.map((from) => Math.min(...ends.map((to) => mean(from, to)))));
}

describe('the rising function', () => {
  it('is the one of the min-max formula', () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 40 }), (outcomes) => {
        const steps = isotonicSteps(outcomes);
        for (const { score } of outcomes) {
          const step = steps.find(({ from, to }) => from <= score && score <= to);
          expect(step && rate(step)).toBeCloseTo(fitted(outcomes, score), 12);
        }
      }),
    );
  });

  it('holds every outcome once, in order, and rises', () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const steps = isotonicSteps(outcomes);
        expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(outcomes.length);
        expect(steps.reduce((sum, { hits }) => sum + hits, 0)).toBe(outcomes.filter(({ isHit }) => isHit).length);
        steps.slice(1).forEach((step, i) => {
          const before = steps[i];
          expect(before && before.to < step.from && rate(before) < rate(step)).toBe(true);
        });
      }),
    );
  });
});

describe('reliability', () => {
  const ring = (ids: string, confidence: number, score: number): FoundRing => ({
    severity: 'MEDIUM',
    score,
    confidence,
    members: [...ids].map((id) => ({ kind: 'Buyer', id })),
    typologies: [],
  });
  const planted = ['abc', 'def'].map((ids) => ({ ...ring(ids, 1, 1), id: ids, typology: 'BRUSHING' as const }));

  it('sets what is stated beside what is real, by bins, and measures the distance', () => {
    const found = [ring('abc', 0.92, 60), ring('def', 0.98, 70), ring('xyz', 0.94, 50), ring('uvw', 0.2, 10)];
    const { bins, brier, calibrationError, byScore } = measureReliability(found, planted);
    expect(bins.map(({ from, rings, real }) => [from, rings, real])).toEqual([
      [0.2, 1, 0],
      [0.9, 3, 2 / 3],
    ]);
    expect(bins[1]?.stated).toBeCloseTo(0.9467, 4);
    expect(brier).toBeCloseTo((0.08 ** 2 + 0.02 ** 2 + 0.94 ** 2 + 0.2 ** 2) / 4, 12);
    expect(calibrationError).toBeCloseTo((0.2 + 3 * (0.94666667 - 2 / 3)) / 4, 6);
    expect(byScore.map((step) => [step.from, step.to, rate(step)])).toEqual([
      [10, 50, 0],
      [60, 70, 1],
    ]);
  });

  it('of nothing found is nothing', () => {
    expect(measureReliability([], planted)).toEqual({ brier: null, calibrationError: null, bins: [], byScore: [] });
  });
});

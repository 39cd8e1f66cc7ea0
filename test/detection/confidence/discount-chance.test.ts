/** What chance would make as well comes after what it would not, and never in another severity. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { confidenceOf } from '../../../server/src/detection/confidence/calibration.ts';
import { discountChance, gravityBeforeChance } from '../../../server/src/detection/confidence/discount-chance.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';

const { minScore, mediumScore, highScore } = DEFAULT_PARAMETERS;
const ringOf = (score: number) => ({
  score,
  confidence: confidenceOf(score),
  scoreTerms: [{ name: 'SHARED_DEVICE', points: score }],
});
const discounted = (score: number, falseDiscoveryRate: number, repeats = true) =>
  discountChance(ringOf(score), { repeats, copies: 10, copiesAsTight: 10, falseDiscoveryRate }, DEFAULT_PARAMETERS);
const scores = fc.integer({ min: minScore * 100, max: 10_000 }).map((hundredths) => hundredths / 100);
const rates = fc.double({ min: 0, max: 1, noNaN: true });
const thresholdsPassed = (score: number) =>
  [minScore, mediumScore, highScore].filter((threshold) => threshold <= score).length;

it('of two rings that score alike, the one that shuffled copies hold as well comes second', () => {
  expect(discounted(60, 0.5).score).toBe(48);
  expect(discounted(60, 1).score).toBe(36);
  expect(discounted(30, 0.5).score).toBe(27);
  expect(discounted(60, 0).score).toBe(60);
  expect(discounted(60, 1).confidence).toBe(confidenceOf(36));
  expect(confidenceOf(36)).toBeLessThan(confidenceOf(60));
});

it('what moves a ring up the queue stays, and passes no threshold for it', () => {
  const ring = { ...ringOf(60), score: 80 };
  const chance = { repeats: true, copies: 10, copiesAsTight: 10, falseDiscoveryRate: 1 };
  expect(discountChance({ ...ring, gravity: 30 }, chance, DEFAULT_PARAMETERS)).toMatchObject({
    gravity: 24,
    score: 74,
  });
});

it('a comparison that says neither yes nor no takes nothing away', () => {
  expect(discounted(60, 1, false)).toEqual(ringOf(60));
});

it('no ring falls below a threshold it has passed, and its terms still sum to its score', () => {
  fc.assert(
    fc.property(scores, rates, (score, rate) => {
      const ring = discounted(score, rate);
      expect(thresholdsPassed(ring.score)).toBe(thresholdsPassed(score));
      expect(ring.scoreTerms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(ring.score, 6);
      expect(gravityBeforeChance(ring)).toBe(score);
    }),
  );
});

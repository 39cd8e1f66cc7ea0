/**
 * How sure: of rings with such a score, the share that was real. Fitted to what was planted by pool-adjacent-violators
 * (application/evaluation/isotonic.ts), steps of fewer than thirty rings joined, with straight lines between the means of
 * the steps; each has one ring more that is real and one that is not than were counted (Laplace): nothing is certain.
 *
 * Measured in generated marketplaces, 710 rings at bb6ca0c, 2026-11-28: the table of scores that
 * `clewline evaluate medium --seed confidence --seeds 20 --no-baselines` prints below stated beside real. Where rings hide
 * better fewer are real; what holds in a marketplace of one's own, its verdicts tell.
 */
import { round } from '../score.ts';

type Step = { readonly meanScore: number; readonly rings: number; readonly real: number };

const STEPS: readonly Step[] = [
  { meanScore: 21.53, rings: 32, real: 19 },
  { meanScore: 32.58, rings: 172, real: 160 },
  { meanScore: 47.61, rings: 353, real: 331 },
  { meanScore: 59.06, rings: 96, real: 93 },
  { meanScore: 65.94, rings: 57, real: 57 },
];

const share = ({ rings, real }: Step): number => (real + 1) / (rings + 2);

/** 0–1, rising with the score; the same for all scores beyond the first and the last step. */
export function confidenceOf(score: number): number {
  const above = STEPS.findIndex(({ meanScore }) => meanScore >= score);
  const high = STEPS.at(above);
  const low = STEPS[above < 0 ? STEPS.length - 1 : above - 1] ?? high;
  if (!high || !low) throw new Error('confidence needs steps');
  const width = high.meanScore - low.meanScore;
  const part = width <= 0 ? 0 : (score - low.meanScore) / width;
  return round(share(low) + part * (share(high) - share(low)));
}

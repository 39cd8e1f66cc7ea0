/**
 * Of equal rings the one that chance does not make comes first. What a ring has above the threshold it has passed counts
 * by the share of rings like it that are real, 1 − false-discovery rate (Efron 2004): no ring leaves its severity, and
 * none passes one that is better founded. Where the comparison says nothing, nothing is taken away.
 */
import type { RingCandidate } from '../../domain/ring.ts';
import type { DetectionParameters } from '../parameters.ts';
import { round } from '../score.ts';
import { gravityOf } from '../selection.ts';
import { confidenceOf } from './calibration.ts';
import type { ChanceOf } from './chance.ts';

const TERM = 'CHANCE';

type Scored = Pick<RingCandidate, 'score' | 'gravity' | 'confidence' | 'scoreTerms'>;
type Thresholds = Pick<DetectionParameters, 'minScore' | 'mediumScore' | 'highScore'>;

/** What only moves a ring up the queue has nothing to do with chance: it stays. */
export function discountChance(ring: Scored, chance: ChanceOf, thresholds: Thresholds): Scored {
  const { score, scoreTerms } = ring;
  const gravity = gravityOf(ring);
  const { minScore, mediumScore, highScore } = thresholds;
  const passed = Math.max(0, ...[minScore, mediumScore, highScore].filter((threshold) => threshold <= gravity));
  const points = chance.repeats ? -round((gravity - passed) * chance.falseDiscoveryRate) : 0;
  if (points === 0) return ring;
  const terms = [...scoreTerms, { name: TERM, points }];
  const left = round(score + points);
  return { score: left, gravity: round(gravity + points), confidence: confidenceOf(left), scoreTerms: terms };
}

/** What the evidence alone is worth. */
export const gravityBeforeChance = (ring: Scored): number =>
  round(gravityOf(ring) - (ring.scoreTerms.find(({ name }) => name === TERM)?.points ?? 0));

/**
 * Of equal rings the one that chance does not make comes first. What a ring has above the threshold it has passed counts
 * by the share of rings like it that are real, 1 − false-discovery rate (Efron 2004): no ring leaves its severity, and
 * none passes one that is better founded. Where the comparison says nothing, nothing is taken away.
 */
import type { RingCandidate } from '../../domain/ring.ts';
import type { DetectionParameters } from '../parameters.ts';
import { round } from '../score.ts';
import type { ChanceOf } from './chance.ts';

const TERM = 'CHANCE';

type Scored = Pick<RingCandidate, 'score' | 'scoreTerms'>;
type Thresholds = Pick<DetectionParameters, 'minScore' | 'mediumScore' | 'highScore'>;

export function discountChance({ score, scoreTerms }: Scored, chance: ChanceOf, thresholds: Thresholds): Scored {
  const { minScore, mediumScore, highScore } = thresholds;
  const passed = Math.max(0, ...[minScore, mediumScore, highScore].filter((threshold) => threshold <= score));
  const points = chance.repeats ? -round((score - passed) * chance.falseDiscoveryRate) : 0;
  if (points === 0) return { score, scoreTerms };
  return { score: round(score + points), scoreTerms: [...scoreTerms, { name: TERM, points }] };
}

/** What the evidence alone scores. */
export const scoreBeforeChance = ({ score, scoreTerms }: Scored): number =>
  round(score - (scoreTerms.find(({ name }) => name === TERM)?.points ?? 0));

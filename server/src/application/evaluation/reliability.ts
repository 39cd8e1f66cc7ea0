/**
 * Whether rings are as often real as they are said to be: what `confidence` states against the share that is real, by
 * bins (Murphy & Winkler 1977), and the mean squared difference (Brier 1950: 0 is perfect, 0.25 is tossing a coin).
 */
import type { FoundRing } from './found-ring.ts';
import { share } from './found-ring.ts';
import { isotonicSteps, type Step } from './isotonic.ts';
import { matchOneToOne, overlapsOf } from './match-rings.ts';
import type { PlantedRing } from './planted-truth.ts';
import { proportionInterval } from './proportion-interval.ts';
import type { Interval } from './resample.ts';

const BINS = 10;

export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly rings: number;
  /** Mean of what is stated. */
  readonly stated: number;
  readonly real: number;
  readonly interval: Interval | null;
};
export type Reliability = {
  readonly brier: number | null;
  /** Mean distance between stated and real over the bins, by their rings. */
  readonly calibrationError: number | null;
  /** Those that hold a ring. */
  readonly bins: readonly ReliabilityBin[];
  /** The rising function of the score that fits best: what `confidence` is made from. */
  readonly byScore: readonly Step[];
};

export function measureReliability(found: readonly FoundRing[], planted: readonly PlantedRing[]): Reliability {
  const matches = matchOneToOne(overlapsOf(found, planted));
  const judged = found.map(({ confidence, score }, i) => ({ stated: confidence, score, isHit: matches.has(i) }));
  const bins = Array.from({ length: BINS }, (_, bin) => toBin(judged, bin)).filter(({ rings }) => rings > 0);
  const sum = (of: (each: (typeof judged)[number]) => number): number => judged.reduce((all, one) => all + of(one), 0);
  return {
    brier: share(
      sum(({ stated, isHit }) => (stated - Number(isHit)) ** 2),
      judged.length,
    ),
    calibrationError: share(
      bins.reduce((all, { rings, stated, real }) => all + rings * Math.abs(stated - real), 0),
      judged.length,
    ),
    bins,
    byScore: isotonicSteps(judged),
  };
}

type Judged = { readonly stated: number; readonly isHit: boolean };

function toBin(judged: readonly Judged[], bin: number): ReliabilityBin {
  const own = judged.filter(({ stated }) => Math.min(BINS - 1, Math.floor(stated * BINS)) === bin);
  const hits = own.filter(({ isHit }) => isHit).length;
  const stated = own.reduce((sum, one) => sum + one.stated, 0) / Math.max(1, own.length);
  return {
    from: bin / BINS,
    to: (bin + 1) / BINS,
    rings: own.length,
    stated,
    real: hits / Math.max(1, own.length),
    interval: proportionInterval(hits, own.length),
  };
}

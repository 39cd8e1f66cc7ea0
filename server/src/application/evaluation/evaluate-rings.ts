/** Found rings against what was planted, by the whole protocol. */
import { type BenignAlarms, measureBenignAlarms } from './benign-alarms.ts';
import { type FoundRing, reaches, SEVERITY_FLOORS, type SeverityFloor } from './found-ring.ts';
import { measurePairs, type PairAccuracy } from './pair-accuracy.ts';
import type { PlantedTruth } from './planted-truth.ts';
import { measureReliability, type Reliability } from './reliability.ts';
import { measureRings, type RingAccuracy } from './ring-accuracy.ts';
import { measureRanking, type RingRanking } from './ring-ranking.ts';
import { measureTypologies, type TypologyReport } from './typology-accuracy.ts';

/** Rings are three accounts or more; a pair with a banned end is shown to investigators and marked on its own. */
const SMALLEST_RING = 3;

export type RingEvaluation = {
  readonly rings: Readonly<Record<SeverityFloor, RingAccuracy>>;
  readonly ranking: RingRanking;
  readonly reliability: Reliability;
  readonly typologies: TypologyReport;
  readonly innocents: readonly BenignAlarms[];
  readonly pairs: Readonly<Record<'any' | 'MEDIUM', PairAccuracy>>;
};

/** `found` in the order they are shown: highest score first. */
export function evaluateRings(found: readonly FoundRing[], truth: PlantedTruth): RingEvaluation {
  const rings = found.filter((ring) => ring.members.length >= SMALLEST_RING);
  const at = (floor: SeverityFloor): RingAccuracy =>
    measureRings(
      rings.filter((ring) => reaches(ring, floor)),
      truth.rings,
    );
  const [any, medium, high] = SEVERITY_FLOORS;
  const [anyPairs, mediumPairs] = measurePairs(
    found.filter((ring) => ring.members.length < SMALLEST_RING),
    truth,
  );
  return {
    rings: { any: at(any), MEDIUM: at(medium), HIGH: at(high) },
    ranking: measureRanking(rings, truth.rings),
    reliability: measureReliability(rings, truth.rings),
    typologies: measureTypologies(rings, truth.rings),
    innocents: measureBenignAlarms(rings, truth.innocents),
    pairs: { any: anyPairs, MEDIUM: mediumPairs },
  };
}

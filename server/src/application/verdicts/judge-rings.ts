/**
 * What investigators concluded of the rings of a run, at each threshold somebody might set: how many rings there are,
 * how many of them were confirmed and dismissed, and the precision these give. A ring that no verdict names, of a trial
 * say, has the verdict of the ring with most of the same members.
 */
import { entityKey } from '../../domain/entity-key.ts';
import { type Ring, SEVERITIES, type Severity } from '../../domain/ring.ts';
import type { RingVerdict } from '../../domain/verdict.ts';

export type Threshold = {
  /** The one or the other. */
  readonly minSeverity: Severity | null;
  readonly minScore: number | null;
};
export type JudgedRings = Threshold & {
  readonly rings: number;
  readonly confirmed: number;
  readonly dismissed: number;
  /** Confirmed ÷ (confirmed + dismissed); null where nobody concluded either way. */
  readonly precision: number | null;
};
type Verdicts = ReadonlyMap<string, RingVerdict>;
export type Conclusion = 'CONFIRMED' | 'DISMISSED' | null;

const SAME_MEMBERS = 0.5;
const SCORES = [30, 40, 50, 60, 70, 80, 90];
const THRESHOLDS: readonly Threshold[] = [
  ...SEVERITIES.map((minSeverity) => ({ minSeverity, minScore: null })),
  ...SCORES.map((minScore) => ({ minSeverity: null, minScore })),
];

/** Verdicts that something new has outdated say nothing of the ring as it is now. */
export function createConclusions(verdicts: Verdicts): (ring: Ring) => Conclusion {
  const standing = [...verdicts.values()].filter(({ outdatedBy }) => outdatedBy === null);
  const judged = standing.map(({ ringId, verdict, basis }) => ({ ringId, verdict, members: new Set(basis.members) }));
  return (ring) => {
    const own = verdicts.get(ring.id);
    if (own) return own.outdatedBy === null ? toConclusion(own.verdict) : null;
    const keys = ring.members.map(entityKey);
    let best: { readonly likeness: number; readonly verdict: RingVerdict['verdict'] } | null = null;
    for (const { members, verdict } of judged) {
      const common = keys.filter((key) => members.has(key)).length;
      const likeness = common / (members.size + keys.length - common);
      if (likeness >= SAME_MEMBERS && likeness > (best?.likeness ?? 0)) best = { likeness, verdict };
    }
    return best === null ? null : toConclusion(best.verdict);
  };
}

const toConclusion = (verdict: RingVerdict['verdict']): Conclusion =>
  verdict === 'CONFIRMED' || verdict === 'DISMISSED' ? verdict : null;

/** By severity, the least first, then by score. */
export function judgeRings(rings: readonly Ring[], conclude: (ring: Ring) => Conclusion): readonly JudgedRings[] {
  const judged = rings.map((ring) => ({ ring, conclusion: conclude(ring) }));
  return THRESHOLDS.map((threshold) => {
    const reached = judged.filter(({ ring }) => reaches(ring, threshold));
    const confirmed = reached.filter(({ conclusion }) => conclusion === 'CONFIRMED').length;
    const dismissed = reached.filter(({ conclusion }) => conclusion === 'DISMISSED').length;
    const told = confirmed + dismissed;
    return {
      ...threshold,
      rings: reached.length,
      confirmed,
      dismissed,
      precision: told === 0 ? null : confirmed / told,
    };
  });
}

const reaches = ({ severity, score }: Ring, { minSeverity, minScore }: Threshold): boolean =>
  minSeverity === null ? score >= (minScore ?? 0) : SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(minSeverity);

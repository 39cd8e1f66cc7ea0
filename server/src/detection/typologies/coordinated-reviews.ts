/** T8: the same accounts praise or smear the same targets within the same hours, again and again. */
import { membersInStep } from '../evidence/synchronous-acts.ts';
import { counted } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastTargets: { standard: 3, min: 1, max: 1000, unit: 'targets in step' },
  leastShare: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const coordinatedReviews = typology({
  code: 'COORDINATED_REVIEWS',
  stages: ['content'],
  signals: ['SYNCHRONY', 'SHARED_FINGERPRINT', 'DENSE_INTERACTION'],
  thresholds,
  lookAlikes: ['a viral trend', 'a fan club', 'brand ambassadors with disclosure'],
  match({ marketplace, facts }, limits) {
    const inStep = membersInStep(marketplace, facts);
    if (!inStep?.types.includes('REVIEW') || inStep.targets.length < limits.leastTargets) return null;
    const share = inStep.members.length / facts.members.length;
    if (share < limits.leastShare) return null;
    const reviews = facts.sum('did', 'REVIEW', inStep.members);
    const orders = Math.max(reviews, facts.sum('did', 'ORDER', inStep.members));
    // A shop's own people praise it and hardly anybody else; hired ones serve many.
    const own = inStep.own > 0.5 ? 0.7 : 1;
    return {
      score: (0.4 + 0.35 * share + 0.25 * (orders === 0 ? 0 : reviews / orders)) * own,
      reason: `${counted(inStep.members.length, 'member')} reviewed in step on ${counted(inStep.targets.length, 'target')}`,
    };
  },
});

/** Looks at a group from every side: the one list of finders. To add a signal's sentence, add a file and a line here. */
import { findCardRotation } from './evidence/card-rotation.ts';
import { COUNTER_FINDERS } from './evidence/counter-evidence.ts';
import { findCouponRun } from './evidence/coupons.ts';
import { findDealings } from './evidence/dealings.ts';
import { findCustomersLeftBehind } from './evidence/delivery.ts';
import type { Finder, Finding, Findings } from './evidence/finding.ts';
import { findKnownFraud } from './evidence/known-fraud.ts';
import { findMoneyPatterns, findOwnCommission, findUnusualRates } from './evidence/money.ts';
import { findReferralChain, findRegistrationBurst } from './evidence/onboarding.ts';
import { findDrainedAccounts } from './evidence/payment-agents.ts';
import { findSharedIdentifiers } from './evidence/shared-identifiers.ts';
import { findSynchronousActs } from './evidence/synchronous-acts.ts';
import { findTakeoverBurst } from './evidence/takeover.ts';
import type { GroupFacts } from './group-facts.ts';
import type { Marketplace } from './marketplace.ts';
import { scoreAtMost, scoreOf } from './score.ts';

const FINDERS: readonly Finder[] = [
  findKnownFraud,
  findSharedIdentifiers,
  findSynchronousActs,
  findTakeoverBurst,
  findDealings,
  findUnusualRates,
  findCardRotation,
  findMoneyPatterns,
  findDrainedAccounts,
  findOwnCommission,
  findCustomersLeftBehind,
  findCouponRun,
  findReferralChain,
  findRegistrationBurst,
];

export type Look = {
  /** Its score without any doubt; where that is nowhere near the least one, no less than that. */
  readonly score: number;
  /** Null when even without any doubt that is below the least score: most families end here. */
  readonly findings: Findings | null;
};

/** Of the least score: below this share of it, it is not worked out how near a group is. */
const NEARLY = 0.5;

export function lookAt(marketplace: Marketplace, facts: GroupFacts): Look {
  const found: Finding[] = [];
  for (const find of FINDERS) for (const finding of find(marketplace, facts)) found.push(finding);
  const { minScore } = marketplace.parameters;
  const atMost = scoreAtMost(found);
  if (atMost < minScore * NEARLY) return { score: atMost, findings: null };
  found.sort((a, b) => b.points - a.points);
  const { gravity } = scoreOf({ for: found, against: [] }, facts.members.length);
  if (gravity < minScore) return { score: gravity, findings: null };
  const against = COUNTER_FINDERS.flatMap((find) => find(marketplace, facts, found));
  return { score: gravity, findings: { for: found, against } };
}

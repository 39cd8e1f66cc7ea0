/** T6: money of accounts that have nothing to do with each other runs into the same few payout accounts. */
import { takeoverBurst } from '../evidence/takeover.ts';
import { counted, percent } from '../evidence/wording.ts';
import { eventsOfType } from '../group-facts.ts';
import { coverage, typology } from './typology.ts';

const thresholds = {
  leastAccounts: { standard: 3, min: 1, max: 1000, unit: 'accounts on shared payout accounts' },
  leastShare: { standard: 0.5, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const payoutMuleHub = typology({
  code: 'PAYOUT_MULE_HUB',
  stages: ['settlement'],
  signals: ['SHARED_PAYOUT_ACCOUNT', 'MONEY_FLOW', 'SYNCHRONY'],
  thresholds,
  lookAlikes: ['licensed payment agents', 'a group treasury', 'an agency that pays creators'],
  match(one, limits) {
    const { facts, marketplace } = one;
    const share = coverage(one, 'PayoutAccount');
    const size = facts.members.length;
    if (share * size < limits.leastAccounts || share < limits.leastShare) return null;
    const changes = eventsOfType(marketplace, facts.events, ['PROFILE_CHANGE']).length;
    const papers = coverage(one, 'IdentityDocument', 'BusinessRegistration');
    // Whose payouts were turned over by whoever got into their accounts are no mules.
    const taken = takeoverBurst(marketplace, facts)?.accounts.length ?? 0;
    return {
      score: 0.3 + 0.4 * share + 0.25 * Math.min(1, changes / size) - 0.2 * papers - 0.4 * (taken / size),
      reason: `${percent(share)} of the members are paid into payout accounts they share; ${counted(changes, 'profile change')}`,
    };
  },
});

/** T6: money of accounts that have nothing to do with each other runs into the same few payout accounts. */
import { counted, percent } from '../evidence/wording.ts';
import { eventsOfType } from '../group-facts.ts';
import { coverage, type Typology } from './typology.ts';

const thresholds = {
  leastAccounts: { value: 3, unit: 'accounts on shared payout accounts' },
  leastShare: { value: 0.5, unit: 'share of members' },
} as const;

export const payoutMuleHub: Typology = {
  code: 'PAYOUT_MULE_HUB',
  stages: ['settlement'],
  signals: ['SHARED_PAYOUT_ACCOUNT', 'MONEY_FLOW', 'SYNCHRONY'],
  thresholds,
  lookAlikes: ['licensed payment agents', 'a group treasury', 'an agency that pays creators'],
  match(one) {
    const { facts, marketplace } = one;
    const share = coverage(one, 'PayoutAccount');
    const size = facts.members.length;
    if (share * size < thresholds.leastAccounts.value || share < thresholds.leastShare.value) return null;
    const changes = eventsOfType(marketplace, facts.events, ['PROFILE_CHANGE']).length;
    const papers = coverage(one, 'IdentityDocument', 'BusinessRegistration');
    return {
      score: 0.3 + 0.4 * share + 0.25 * Math.min(1, changes / size) - 0.2 * papers,
      reason: `${percent(share)} of the members are paid into payout accounts they share; ${counted(changes, 'profile change')}`,
    };
  },
};

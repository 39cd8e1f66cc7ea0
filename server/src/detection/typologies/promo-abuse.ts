/** T7: one person collects new-customer coupons and subsidies over many accounts. */
import { unusualRate } from '../evidence/money.ts';
import { counted, percent } from '../evidence/wording.ts';
import type { Typology } from './typology.ts';

const thresholds = {
  leastShareOfMembers: { value: 0.5, unit: 'share of members' },
  leastRedemptions: { value: 4, unit: 'redemptions' },
} as const;

export const promoAbuse: Typology = {
  code: 'PROMO_ABUSE',
  stages: ['transaction'],
  signals: ['MONEY_FLOW', 'REFERRAL_CHAIN', 'REGISTRATION_BURST', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT'],
  thresholds,
  lookAlikes: ['families', 'student halls', 'shared shop tablets'],
  match({ marketplace, facts }) {
    const rate = unusualRate(marketplace, facts, 'subsidy');
    const referred = new Set(facts.referrals.flat()).size / facts.members.length;
    if (!rate || rate.hits < thresholds.leastRedemptions.value) return null;
    const taking = rate.accounts.length / facts.members.length;
    if (taking < thresholds.leastShareOfMembers.value) return null;
    return {
      score: 0.45 + 0.25 * taking + 0.15 * Math.min(1, rate.rate) + 0.15 * referred,
      reason: `${counted(rate.accounts.length, 'member')} redeemed coupons ${counted(rate.hits, 'time')}: ${percent(rate.rate)} of their orders, ${percent(rate.usual)} is usual`,
    };
  },
};

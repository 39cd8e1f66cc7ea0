/** T7: one person collects new-customer coupons and subsidies over many accounts. */
import { couponRun, quickRedemptionsOf } from '../evidence/coupons.ts';
import { unusualRate } from '../evidence/money.ts';
import { counted, percent } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastShareOfMembers: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const promoAbuse = typology({
  code: 'PROMO_ABUSE',
  stages: ['transaction'],
  signals: ['MONEY_FLOW', 'REFERRAL_CHAIN', 'REGISTRATION_BURST', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT'],
  thresholds,
  lookAlikes: ['families', 'student halls', 'shared shop tablets'],
  match({ marketplace, facts }, limits) {
    const run = couponRun(marketplace, facts);
    const rate = unusualRate(marketplace, facts, 'subsidy');
    const { actor } = marketplace.activity;
    // That newcomers redeem at once may be usual here, and no evidence: it is what the scheme is all the same.
    const quick = new Set(quickRedemptionsOf(marketplace, facts).map((event) => actor[event] ?? -1)).size;
    const taking = Math.max(quick, rate?.accounts.length ?? 0) / facts.members.length;
    if (taking < limits.leastShareOfMembers) return null;
    const referred = new Set(facts.referrals.flat()).size / facts.members.length;
    const base = run || rate ? 0.4 : 0.3;
    return { score: base + 0.25 * taking + (run ? 0.15 : 0) + 0.2 * referred, reason: reasonOf() };

    function reasonOf(): string {
      if (run) {
        return `${counted(run.members.length, 'member')} redeemed a coupon within a day of registering; ${percent(run.usual)} of others did`;
      }
      if (rate)
        return `${counted(rate.accounts.length, 'member')} redeemed coupons for ${percent(rate.rate)} of their orders`;
      return `${counted(quick, 'member')} redeemed a coupon within a day of registering, as many newcomers do`;
    }
  },
});

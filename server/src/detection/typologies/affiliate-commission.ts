/** T3: a creator earns commission on orders placed by accounts of their own. */
import { ownCommission } from '../evidence/money.ts';
import { counted, percent } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastOrders: { standard: 3, min: 1, max: 1000, unit: 'orders' },
  leastShare: { standard: 0.1, min: 0.01, max: 1, unit: 'share of the commission earned' },
} as const;

export const affiliateCommission = typology({
  code: 'AFFILIATE_COMMISSION',
  stages: ['content', 'settlement'],
  signals: ['MONEY_FLOW', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT', 'SHARED_PAYOUT_ACCOUNT'],
  thresholds,
  lookAlikes: ['fans buying with gift cards', 'a creator buying samples'],
  match({ marketplace, facts }, limits) {
    const own = ownCommission(marketplace, facts);
    if (!own || own.orders < limits.leastOrders || own.share < limits.leastShare) return null;
    const taking = own.buyers.length / Math.max(1, facts.buyers.length);
    // Where the shop takes part the scheme is another one: it pays its own commission.
    return {
      score: (0.45 + 0.3 * taking + 0.25 * own.share) * (1 - 0.25 * own.closed),
      reason: `${counted(own.orders, 'order')} by ${counted(own.buyers.length, 'member')} are credited to ${counted(own.creators.length, 'creator')} of the group: ${percent(own.share)} of the commission`,
    };
  },
});

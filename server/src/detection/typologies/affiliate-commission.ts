/** T3: a creator earns commission on orders placed by accounts of their own. */
import { ownCommission } from '../evidence/money.ts';
import { counted, percent } from '../evidence/wording.ts';
import type { Typology } from './typology.ts';

const thresholds = {
  leastOrders: { value: 3, unit: 'orders' },
  leastShare: { value: 0.1, unit: 'share of the commission earned' },
} as const;

export const affiliateCommission: Typology = {
  code: 'AFFILIATE_COMMISSION',
  stages: ['content', 'settlement'],
  signals: ['MONEY_FLOW', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT', 'SHARED_PAYOUT_ACCOUNT'],
  thresholds,
  lookAlikes: ['fans buying with gift cards', 'a creator buying samples'],
  match({ marketplace, facts }) {
    const own = ownCommission(marketplace, facts);
    if (!own || own.orders < thresholds.leastOrders.value || own.share < thresholds.leastShare.value) return null;
    const taking = own.buyers.length / Math.max(1, facts.buyers.length);
    const withSeller = facts.sellers.length > 0 ? 0.75 : 1;
    return {
      score: (0.45 + 0.3 * taking + 0.25 * own.share) * withSeller,
      reason: `${counted(own.orders, 'order')} by ${counted(own.buyers.length, 'member')} are credited to ${counted(own.creators.length, 'creator')} of the group: ${percent(own.share)} of the commission`,
    };
  },
};

/** T12: new shops sell hard, deliver little, and take the first settlement. */
import { counted, percent } from '../evidence/wording.ts';
import { undelivered } from '../evidence/delivery.ts';
import type { Typology } from './typology.ts';

const thresholds = {
  leastSellers: { value: 0.6, unit: 'share of members' },
  leastUndelivered: { value: 0.4, unit: 'share of orders' },
} as const;

export const sellerBustOut: Typology = {
  code: 'SELLER_BUST_OUT',
  stages: ['settlement', 'afterSales'],
  signals: ['MONEY_FLOW', 'SHARED_PAYOUT_ACCOUNT', 'SHARED_DOCUMENT', 'SHARED_DEVICE'],
  thresholds,
  lookAlikes: ['a viral product', 'a holiday backlog'],
  match({ marketplace, facts }) {
    if (facts.sellers.length < facts.members.length * thresholds.leastSellers.value) return null;
    const open = undelivered(marketplace, facts);
    if (!open || open.rate < thresholds.leastUndelivered.value) return null;
    const taking = open.sellers.length / facts.sellers.length;
    return {
      score: 0.45 + 0.3 * open.rate + 0.25 * taking,
      reason: `${percent(open.rate)} of ${counted(open.orders, 'order')} at ${counted(open.sellers.length, 'shop')} were never delivered; ${percent(open.usual)} is usual`,
    };
  },
};

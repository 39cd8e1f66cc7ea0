/** T12: new shops sell hard, deliver little, and take the first settlement. */
import { customersLeftBehind } from '../evidence/delivery.ts';
import { counted, percent } from '../evidence/wording.ts';
import { tenureDays } from '../marketplace.ts';
import { mean, typology } from './typology.ts';

const thresholds = {
  leastSellers: { standard: 0.6, min: 0.01, max: 1, unit: 'share of members' },
  newShop: { standard: 270, min: 1, max: 3650, unit: 'days' },
} as const;

export const sellerBustOut = typology({
  code: 'SELLER_BUST_OUT',
  stages: ['settlement', 'afterSales'],
  signals: ['MONEY_FLOW', 'SHARED_PAYOUT_ACCOUNT', 'SHARED_DOCUMENT', 'SHARED_DEVICE'],
  thresholds,
  lookAlikes: ['a viral product', 'a holiday backlog'],
  match({ marketplace, facts }, limits) {
    if (facts.sellers.length < facts.members.length * limits.leastSellers) return null;
    const left = customersLeftBehind(marketplace, facts);
    if (!left) return null;
    const rate = Math.min(1, left.byCustomers / left.orders);
    if (rate < left.usual * marketplace.parameters.unusualRateFactor) return null;
    const taking = left.sellers.length / facts.sellers.length;
    const age = mean(facts.sellers.map((seller) => tenureDays(marketplace, seller) ?? limits.newShop));
    const young = age < limits.newShop ? 0.15 : 0;
    const faked = facts.shared.some((fact) => fact.kind === 'Shipment') ? 0.3 : 0;
    const parcels = left.delivered ?? 0.5;
    return {
      score: 0.4 + 0.2 * rate + 0.2 * taking + young + 0.1 * (1 - parcels) - faked,
      reason: `${counted(left.byCustomers, 'complaint, claim or refund', 'complaints, claims and refunds')} on ${counted(left.orders, 'order')} at ${counted(left.sellers.length, 'shop')} (${percent(left.usual)} is usual)`,
    };
  },
});

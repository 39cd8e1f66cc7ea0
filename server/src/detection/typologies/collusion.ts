/** T14: seller, creator and buyers are one: orders, commission and refunds go round among them. */
import { dealingsInside } from '../evidence/dealings.ts';
import { ownCommission } from '../evidence/money.ts';
import { counted } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastOrders: { standard: 4, min: 1, max: 1000, unit: 'orders inside the group' },
  leastCredited: { standard: 3, min: 1, max: 1000, unit: 'orders credited inside the group' },
} as const;

export const collusion = typology({
  code: 'COLLUSION',
  stages: ['content', 'transaction', 'settlement'],
  signals: ['DENSE_INTERACTION', 'MONEY_FLOW', 'SHARED_DEVICE'],
  thresholds,
  lookAlikes: ['a brand that runs its own affiliate scheme openly'],
  match({ marketplace, facts }, limits) {
    if (facts.sellers.length === 0 || facts.creators.length === 0 || facts.buyers.length < 2) return null;
    const orders = dealingsInside(marketplace, facts, 'ORDER');
    const own = ownCommission(marketplace, facts);
    if (!own || own.orders < limits.leastCredited || orders.orders < limits.leastOrders) return null;
    const inTriangle = Math.round(own.closed * own.orders);
    return {
      score: 0.3 + 0.3 * own.closed + 0.2 * orders.shareReceived + 0.2 * (own.buyers.length / facts.buyers.length),
      reason: `${inTriangle} of ${counted(own.orders, 'order')} that members placed and its creators are credited for went to shops of the group`,
    };
  },
});

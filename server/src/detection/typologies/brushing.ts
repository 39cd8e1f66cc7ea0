/** T1: a shop has its own people order from it, to look busy and well reviewed. */
import { dealingsInside } from '../evidence/dealings.ts';
import { reportedTakeovers, takeoverBurst } from '../evidence/takeover.ts';
import { counted, percent } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastBuyers: { standard: 3, min: 1, max: 1000, unit: 'buyers' },
  leastOrders: { standard: 4, min: 1, max: 1000, unit: 'orders' },
  leastShareOfSales: { standard: 0.1, min: 0.01, max: 1, unit: "share of the shops' orders" },
} as const;

/** Shops that one owner may have. */
const MOST_OF_ONES_OWN = 3;

export const brushing = typology({
  code: 'BRUSHING',
  stages: ['transaction', 'content'],
  signals: ['DENSE_INTERACTION', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT', 'SHARED_ADDRESS', 'SYNCHRONY'],
  thresholds,
  lookAlikes: ['staff discount orders', 'group buys', 'an office address'],
  match({ marketplace, facts }, limits) {
    const orders = dealingsInside(marketplace, facts, 'ORDER');
    const reviews = dealingsInside(marketplace, facts, 'REVIEW');
    const buyers = orders.senders.length;
    if (buyers < limits.leastBuyers || orders.orders < limits.leastOrders) return null;
    if (orders.shareReceived < limits.leastShareOfSales) return null;
    const taking = buyers / Math.max(1, facts.buyers.length);
    const praise = Math.min(1, reviews.orders / orders.orders);
    const credited = facts.creators.length > 0 ? 0.6 : 1;
    // Taken-over and hired accounts buy too; shops of the group's own share something with the buyers.
    const shops = orders.receivers.filter((account) => !facts.group.counterparties.includes(account)).length;
    const taken = takeoverBurst(marketplace, facts) !== null || reportedTakeovers(marketplace, facts) > 0;
    // Who does it for many shops is hired, by those who sell reviews more often than by those who sell orders.
    const isHired = shops === 0 && orders.receivers.length > MOST_OF_ONES_OWN;
    const other = isHired ? 0.6 : taken || shops === 0 ? 0.7 : 1;
    return {
      score: (0.35 + 0.25 * taking + 0.2 * orders.shareReceived + 0.2 * praise) * credited * other,
      reason: `${counted(buyers, 'buyer')} of the group placed ${counted(orders.orders, 'order')} with its shops, ${percent(orders.shareReceived)} of all they sold`,
    };
  },
});

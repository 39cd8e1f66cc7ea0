/** T2: buyers who live on refunds, by the same few addresses, devices and stories. */
import { unusualRate } from '../evidence/money.ts';
import { counted, percent } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastShareOfMembers: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
  leastBuyers: { standard: 0.7, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const refundRing = typology({
  code: 'REFUND_RING',
  stages: ['afterSales'],
  signals: ['MONEY_FLOW', 'SHARED_ADDRESS', 'SHARED_DEVICE'],
  thresholds,
  lookAlikes: ['a bad batch from one seller', 'a carrier outage', 'student housing'],
  match({ marketplace, facts }, limits) {
    const found = [unusualRate(marketplace, facts, 'refund'), unusualRate(marketplace, facts, 'claim')];
    const worst = found.filter((rate) => rate !== null).sort((a, b) => b.rate - a.rate)[0];
    if (!worst) return null;
    const taking = worst.accounts.length / facts.members.length;
    if (taking < limits.leastShareOfMembers) return null;
    if (facts.buyers.length < facts.members.length * limits.leastBuyers) return null;
    return {
      score: 0.4 + 0.3 * taking + 0.3 * worst.rate,
      reason: `${counted(worst.accounts.length, 'member')} got money back for ${percent(worst.rate)} of their orders; ${percent(worst.usual)} is usual`,
    };
  },
});

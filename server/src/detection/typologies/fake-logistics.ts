/** T16: many shops declare the same tracking numbers: parcels that never moved. */
import { counted } from '../evidence/wording.ts';
import { coverage, typology } from './typology.ts';

const thresholds = {
  leastShops: { standard: 3, min: 1, max: 1000, unit: 'shops' },
  leastTrackingNumbers: { standard: 2, min: 1, max: 1000, unit: 'tracking numbers in common' },
} as const;

export const fakeLogistics = typology({
  code: 'FAKE_LOGISTICS',
  stages: ['transaction', 'settlement', 'afterSales'],
  signals: ['SHARED_WAREHOUSE', 'MONEY_FLOW'],
  thresholds,
  lookAlikes: ['consolidated shipping by one carrier'],
  match(one, limits) {
    const { facts } = one;
    const numbers = facts.shared.filter((fact) => fact.kind === 'Shipment').length;
    const share = coverage(one, 'Shipment');
    if (facts.sellers.length < limits.leastShops || numbers < limits.leastTrackingNumbers) return null;
    return {
      score: 0.45 + 0.45 * share,
      reason: `${counted(Math.round(share * facts.members.length), 'shop')} declared ${counted(numbers, 'tracking number')} in common`,
    };
  },
});

/** T16: many shops declare the same tracking numbers: parcels that never moved. */
import { counted } from '../evidence/wording.ts';
import { coverage, type Typology } from './typology.ts';

const thresholds = {
  leastShops: { value: 3, unit: 'shops' },
  leastTrackingNumbers: { value: 2, unit: 'tracking numbers in common' },
} as const;

export const fakeLogistics: Typology = {
  code: 'FAKE_LOGISTICS',
  stages: ['transaction', 'settlement', 'afterSales'],
  signals: ['SHARED_WAREHOUSE', 'MONEY_FLOW'],
  thresholds,
  lookAlikes: ['consolidated shipping by one carrier'],
  match(one) {
    const { facts } = one;
    const numbers = facts.shared.filter((fact) => fact.kind === 'Shipment').length;
    const share = coverage(one, 'Shipment');
    if (facts.sellers.length < thresholds.leastShops.value || numbers < thresholds.leastTrackingNumbers.value)
      return null;
    return {
      score: 0.45 + 0.45 * share,
      reason: `${counted(Math.round(share * facts.members.length), 'shop')} declared ${counted(numbers, 'tracking number')} in common`,
    };
  },
};

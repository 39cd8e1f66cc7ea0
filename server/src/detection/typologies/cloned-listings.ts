/** T13: shops that sell under different names with the same pictures and texts. */
import { complaintsByOthers } from '../evidence/delivery.ts';
import { counted } from '../evidence/wording.ts';
import { coverage, typology } from './typology.ts';

const thresholds = {
  leastShops: { standard: 3, min: 1, max: 1000, unit: 'shops' },
  leastShare: { standard: 0.5, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const clonedListings = typology({
  code: 'CLONED_LISTINGS',
  stages: ['content'],
  signals: ['SHARED_FINGERPRINT', 'SHARED_WAREHOUSE'],
  thresholds,
  lookAlikes: ["a common wholesaler's catalogue"],
  match(one, limits) {
    const { facts, marketplace } = one;
    const prints = facts.shared.filter((fact) => fact.kind === 'Fingerprint');
    const share = coverage(one, 'Fingerprint');
    const shops = facts.sellers.length;
    if (shops < limits.leastShops || share < limits.leastShare) return null;
    const papers = coverage(one, 'IdentityDocument');
    // Whoever owns the pictures complains about the listing, not about a parcel.
    const complaints = complaintsByOthers(marketplace, facts);
    const claimed = complaints > 0 ? `; ${counted(complaints, 'complaint')} of other sellers and creators` : '';
    return {
      score:
        0.3 +
        0.3 * share +
        0.3 * Math.min(1, prints.length / shops) +
        0.15 * Math.min(1, complaints / shops) -
        0.2 * papers,
      reason: `${counted(shops, 'shop')} have ${counted(prints.length, 'picture or text', 'pictures or texts')} in common${claimed}`,
    };
  },
});

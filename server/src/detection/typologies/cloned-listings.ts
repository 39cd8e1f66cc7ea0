/** T13: shops that sell under different names with the same pictures and texts. */
import { counted } from '../evidence/wording.ts';
import { coverage, type Typology } from './typology.ts';

const thresholds = {
  leastShops: { value: 3, unit: 'shops' },
  leastShare: { value: 0.5, unit: 'share of members' },
} as const;

export const clonedListings: Typology = {
  code: 'CLONED_LISTINGS',
  stages: ['content'],
  signals: ['SHARED_FINGERPRINT', 'SHARED_WAREHOUSE'],
  thresholds,
  lookAlikes: ["a common wholesaler's catalogue"],
  match(one) {
    const { facts } = one;
    const prints = facts.shared.filter((fact) => fact.kind === 'Fingerprint');
    const share = coverage(one, 'Fingerprint');
    const shops = facts.sellers.length;
    if (shops < thresholds.leastShops.value || share < thresholds.leastShare.value) return null;
    const papers = coverage(one, 'IdentityDocument');
    return {
      score: 0.3 + 0.3 * share + 0.3 * Math.min(1, prints.length / shops) - 0.2 * papers,
      reason: `${counted(shops, 'shop')} have ${counted(prints.length, 'picture or text', 'pictures or texts')} in common`,
    };
  },
};

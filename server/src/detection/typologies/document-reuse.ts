/** T5: one document or face behind many accounts. */
import { counted } from '../evidence/wording.ts';
import { coverage, type Typology } from './typology.ts';

const thresholds = {
  leastAccounts: { value: 3, unit: 'accounts on shared documents' },
  leastShare: { value: 0.5, unit: 'share of members' },
} as const;

export const documentReuse: Typology = {
  code: 'DOCUMENT_REUSE',
  stages: ['onboarding'],
  signals: ['SHARED_DOCUMENT', 'SHARED_REGISTRATION', 'SHARED_FINGERPRINT', 'REGISTRATION_BURST'],
  thresholds,
  lookAlikes: ['the legal representative of several companies', 'twins and families', 'a corrected resubmission'],
  match(one) {
    const share = coverage(one, 'IdentityDocument');
    const size = one.facts.members.length;
    if (share * size < thresholds.leastAccounts.value || share < thresholds.leastShare.value) return null;
    const papers = one.facts.shared.filter((fact) => fact.kind === 'IdentityDocument').length;
    return {
      score: 0.3 + 0.5 * share,
      reason: `${counted(Math.round(share * size), 'account')} were verified with ${counted(papers, 'document')} in common`,
    };
  },
};

/** T5: one document or face behind many accounts. */
import { counted } from '../evidence/wording.ts';
import { coverage, typology } from './typology.ts';

const thresholds = {
  leastAccounts: { standard: 3, min: 1, max: 1000, unit: 'accounts on shared documents' },
  leastShare: { standard: 0.5, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const documentReuse = typology({
  code: 'DOCUMENT_REUSE',
  stages: ['onboarding'],
  signals: ['SHARED_DOCUMENT', 'SHARED_REGISTRATION', 'SHARED_FINGERPRINT', 'REGISTRATION_BURST'],
  thresholds,
  lookAlikes: ['the legal representative of several companies', 'twins and families', 'a corrected resubmission'],
  match(one, limits) {
    const share = coverage(one, 'IdentityDocument');
    const size = one.facts.members.length;
    if (share * size < limits.leastAccounts || share < limits.leastShare) return null;
    const papers = one.facts.shared.filter((fact) => fact.kind === 'IdentityDocument').length;
    return {
      score: 0.3 + 0.5 * share,
      reason: `${counted(Math.round(share * size), 'account')} were verified with ${counted(papers, 'document')} in common`,
    };
  },
});

/** T18: identities put together from a kit of parts: any two share something, no two share everything. */
import type { EntityKind } from '../../domain/ontology.ts';
import { counted } from '../evidence/wording.ts';
import { coverage, typology } from './typology.ts';

const PARTS: readonly EntityKind[] = [
  'Phone',
  'Email',
  'Address',
  'PaymentInstrument',
  'IdentityDocument',
  'Fingerprint',
];
const thresholds = {
  leastKinds: { standard: 3, min: 1, max: 1000, unit: 'kinds of parts in common' },
  leastParts: { standard: 4, min: 1, max: 1000, unit: 'parts in common, one less in a batch of registrations' },
  mostOnOnePart: { standard: 0.8, min: 0.01, max: 1, unit: 'share of members that hold the same part' },
} as const;

export const syntheticIdentity = typology({
  code: 'SYNTHETIC_IDENTITY',
  stages: ['onboarding'],
  signals: ['SHARED_PHONE', 'SHARED_EMAIL', 'SHARED_ADDRESS', 'SHARED_DOCUMENT', 'REGISTRATION_BURST'],
  thresholds,
  lookAlikes: ['communities with common names and addresses'],
  match(one, limits) {
    const { facts } = one;
    const parts = facts.shared.filter((fact) => PARTS.includes(fact.kind));
    const kinds = new Set(parts.map((fact) => fact.kind));
    const contact = coverage(one, 'Phone', 'Email');
    const batch = one.findings.for.some(({ type }) => type === 'REGISTRATION_BURST') ? 1 : 0;
    const enough = parts.length >= limits.leastParts - batch;
    if (kinds.size < limits.leastKinds - batch || !enough) return null;
    if (contact === 0) return null;
    // Each part reaches some members only: that is what telling parts apart from one shared set means.
    // A template of documents is what the kit is made with, and no part of it.
    const own = parts.filter(({ kind }) => kind !== 'Fingerprint');
    const widest = Math.max(...own.map((fact) => fact.holders.length)) / facts.members.length;
    if (widest > limits.mostOnOnePart) return null;
    return {
      score: 0.35 + 0.3 * contact + 0.1 * Math.min(1, kinds.size / 4) + 0.2 * (1 - widest),
      reason: `${counted(parts.length, 'part')} of ${counted(kinds.size, 'kind')} are recombined among ${counted(facts.members.length, 'account')}`,
    };
  },
});

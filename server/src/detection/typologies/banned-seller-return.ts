/** T4: a banned seller is back under other names. */

import { sanctionedMembers } from '../evidence/known-fraud.ts';
import { counted } from '../evidence/wording.ts';
import { accountEntity, isKnownFraud } from '../marketplace.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastBanned: { standard: 1, min: 1, max: 1000, unit: 'sellers' },
  leastSellers: { standard: 0.5, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const bannedSellerReturn = typology({
  code: 'BANNED_SELLER_RETURN',
  stages: ['onboarding', 'decisions'],
  signals: ['KNOWN_FRAUD', 'SHARED_DOCUMENT', 'SHARED_PAYOUT_ACCOUNT', 'SHARED_DEVICE', 'SHARED_WAREHOUSE'],
  thresholds,
  lookAlikes: ['a sold business', 'a shared agency', "a spouse's shop", 'a co-working warehouse'],
  match({ marketplace, facts }, limits) {
    const sanctioned = new Set(sanctionedMembers(marketplace, facts));
    const banned = facts.sellers.filter((seller) => isKnownFraud(marketplace, seller) || sanctioned.has(seller));
    const others = facts.sellers.filter((seller) => !banned.includes(seller));
    if (banned.length < limits.leastBanned || others.length === 0) return null;
    if (facts.sellers.length < facts.members.length * limits.leastSellers) return null;
    const created = (account: number): number =>
      marketplace.columns.entities.createdAt[accountEntity(marketplace, account)] ?? Number.NaN;
    const firstBanned = Math.min(...banned.map(created));
    const later = others.filter((seller) => created(seller) > firstBanned).length;
    return {
      score: 0.6 + 0.35 * (later / others.length),
      reason: `${counted(later, 'seller')} registered after ${banned.length === 1 ? 'one that was' : `${banned.length} that were`} banned or sanctioned, and share identifiers with ${banned.length === 1 ? 'it' : 'them'}`,
    };
  },
});

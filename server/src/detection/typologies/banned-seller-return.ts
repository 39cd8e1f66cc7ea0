/** T4: a banned seller is back under other names. */

import { DAY_MS } from '../../domain/time-point.ts';
import { sanctionedMembers } from '../evidence/known-fraud.ts';
import { counted } from '../evidence/wording.ts';
import { accountEntity, isKnownFraud, type Marketplace } from '../marketplace.ts';
import { TELLS } from '../signals/clock.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastBanned: { standard: 1, min: 1, max: 1000, unit: 'sellers' },
  leastSellers: { standard: 0.5, min: 0.01, max: 1, unit: 'share of members' },
} as const;

/** NaN where it is not known. Days are compared, as an export may know no more. */
function dayRegistered(marketplace: Marketplace, account: number): number {
  const at = marketplace.columns.entities.createdAt[accountEntity(marketplace, account)] ?? Number.NaN;
  return marketplace.registrationTells[account] === TELLS.nothing ? Number.NaN : Math.floor(at / 4 / DAY_MS);
}

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
    const bannedOn = banned.map((seller) => dayRegistered(marketplace, seller)).filter((day) => !Number.isNaN(day));
    const firstBanned = Math.min(...bannedOn);
    const later = others.filter((seller) => dayRegistered(marketplace, seller) > firstBanned).length;
    const one = banned.length === 1;
    const whom = `${one ? 'one that was' : `${banned.length} that were`} banned or sanctioned`;
    return {
      score: 0.6 + 0.35 * (later / others.length),
      reason:
        later > 0
          ? `${counted(later, 'seller')} registered after ${whom}, and share identifiers with ${one ? 'it' : 'them'}`
          : `${counted(others.length, 'seller')} share identifiers with ${whom}`,
    };
  },
});

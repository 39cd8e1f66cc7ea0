/** T4: a banned seller is back under other names. */

import { foundOutMembers } from '../evidence/known-fraud.ts';
import { dayBanned, dayRegistered } from '../evidence/returns.ts';
import { counted } from '../evidence/wording.ts';
import { statusOf } from '../marketplace.ts';
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
    const foundOut = foundOutMembers(marketplace, facts);
    const banned = facts.sellers.filter((seller) => foundOut.has(seller));
    const others = facts.sellers.filter((seller) => !banned.includes(seller));
    if (banned.length < limits.leastBanned || others.length === 0) return null;
    if (facts.sellers.length < facts.members.length * limits.leastSellers) return null;
    const since = dayBanned(marketplace, facts, banned);
    const isKnown = Number.isFinite(since);
    const firstThere = Math.min(
      ...banned.map((seller) => dayRegistered(marketplace, seller)).filter((day) => day >= 0),
    );
    const isLater = (day: number): boolean => (isKnown ? day >= since : day > firstThere);
    const later = others.filter((seller) => isLater(dayRegistered(marketplace, seller))).length;
    const one = banned.length === 1;
    const whom = `${one ? 'one that was' : `${banned.length} that were`} banned or sanctioned`;
    const back = later / others.length;
    // Shops that were there before the ban are accomplices of the banned one, and their scheme has another name. Who is
    // only called a fraudster elsewhere was never sent away.
    const wasBanned = banned.some((seller) => statusOf(marketplace, seller) === 'banned');
    return {
      // Of a day that is not known nobody can say who came after it.
      score: isKnown ? 0.4 + 0.55 * back : (wasBanned ? 0.45 : 0.3) + 0.15 * back,
      reason:
        later > 0
          ? `${counted(later, 'seller')} registered after ${whom}, and share identifiers with ${one ? 'it' : 'them'}`
          : `${counted(others.length, 'seller')} share identifiers with ${whom}`,
    };
  },
});

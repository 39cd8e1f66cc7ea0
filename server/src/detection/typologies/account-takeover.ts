/** T10: one handset or phone number appears at once on many old accounts that had nothing to do with each other. */
import { reportedTakeovers, takeoverBurst } from '../evidence/takeover.ts';
import { counted, nounOf, spanOf } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastAccounts: { standard: 4, min: 2, max: 1000, unit: 'old accounts first seen together' },
  leastReported: { standard: 1, min: 1, max: 1000, unit: 'members reported as taken over' },
} as const;

export const accountTakeover = typology({
  code: 'ACCOUNT_TAKEOVER',
  stages: ['onboarding', 'transaction', 'settlement'],
  signals: ['SYNCHRONY', 'SHARED_DEVICE', 'SHARED_PHONE', 'MONEY_FLOW'],
  thresholds,
  lookAlikes: ['a shared family device', "a carrier's NAT", 'a new phone'],
  match({ marketplace, facts }, limits) {
    const burst = takeoverBurst(marketplace, facts);
    const takeover = burst && burst.accounts.length >= limits.leastAccounts ? burst : null;
    const compromised = reportedTakeovers(marketplace, facts);
    const reported = compromised >= limits.leastReported ? compromised : 0;
    if (!takeover && reported === 0) return null;
    const taken = takeover?.accounts.length ?? reported;
    const reason = takeover
      ? `${counted(taken, 'old account')} first appeared on one ${nounOf(takeover.fact.kind).one} within ${spanOf(takeover.widthMs)}`
      : `${counted(reported, 'member')} reported as taken over`;
    const tried = takeover?.isGuessed ? 0.15 : 0;
    return {
      score: 0.45 + 0.35 * Math.min(1, taken / facts.members.length) + tried + (reported > 0 ? 0.15 : 0),
      reason,
    };
  },
});

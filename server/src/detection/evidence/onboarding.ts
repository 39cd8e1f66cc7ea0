/** How the accounts came about: registered in a burst, or referred by each other. */

import { accountEntity, type Marketplace } from '../marketplace.ts';
import { densestSpan, widthMs } from '../signals/bursts.ts';
import { TELLS } from '../signals/clock.ts';
import { binomialTail } from '../signals/significance.ts';
import type { Finder } from './finding.ts';
import { counted, percent, spanOf } from './wording.ts';

const HOUR = 3_600_000 * 4;
const LEAST_IN_BURST = 3;

export const findRegistrationBurst: Finder = (marketplace, facts) => {
  const { createdAt } = marketplace.columns.entities;
  const dated = facts.members
    .filter((account) => marketplace.registrationTells[account] === TELLS.minute)
    .map((account) => ({ account, at: createdAt[accountEntity(marketplace, account)] ?? 0 }));
  if (dated.length < LEAST_IN_BURST) return [];
  const burst = densestSpan(dated, marketplace.parameters.burstHours * HOUR);
  if (burst.length < LEAST_IN_BURST || burst.length < facts.members.length * 0.5) return [];
  const share = registeredWithin(marketplace, burst[0]?.at ?? 0, burst.at(-1)?.at ?? 0);
  const chance = binomialTail(burst.length - 1, facts.members.length - 1, Math.max(share, 1e-4));
  if (chance > marketplace.parameters.evidenceChance) return [];
  const members = burst.map(({ account }) => account).sort((a, b) => a - b);
  return [
    {
      type: 'REGISTRATION_BURST',
      kind: 'burst',
      statement:
        `${members.length} of ${facts.members.length} members registered within ${spanOf(widthMs(burst))}, ` +
        `when ${percent(share)} of all accounts did`,
      points: 16 * Math.min(1, members.length / facts.members.length),
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventTypes: [],
    },
  ];
};

function registeredWithin(marketplace: Marketplace, from: number, to: number): number {
  const { registrations } = marketplace;
  const before = (at: number): number => {
    let low = 0;
    let high = registrations.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((registrations[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return registrations.length === 0 ? 0 : (before(to + 1) - before(from)) / registrations.length;
}

export const findReferralChain: Finder = (marketplace, facts) => {
  if (facts.referrals.length < 2) return [];
  const members = [...new Set(facts.referrals.flat())].sort((a, b) => a - b);
  const coverage = members.length / facts.members.length;
  return [
    {
      type: 'REFERRAL_CHAIN',
      kind: 'social',
      statement: `${members.length} of ${facts.members.length} members referred each other (${counted(facts.referrals.length, 'referral')})`,
      points: 6 * coverage,
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventTypes: [],
    },
  ];
};

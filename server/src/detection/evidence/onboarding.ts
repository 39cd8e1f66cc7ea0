/** How the accounts came about: registered in a burst, or referred by each other. */

import type { GroupFacts } from '../group-facts.ts';
import { accountEntity, type Marketplace } from '../marketplace.ts';
import { batches, type Dated, widthMs } from '../signals/bursts.ts';
import { TELLS } from '../signals/clock.ts';
import { binomialTail } from '../signals/significance.ts';
import type { Finder } from './finding.ts';
import { counted, percent, spanOf } from './wording.ts';

const HOUR = 3_600_000 * 4;
const LEAST_IN_BURST = 3;

/** Of accounts whose time of registration tells the minute. */
export function datedRegistrations(marketplace: Marketplace, accounts: readonly number[]): Dated[] {
  const { createdAt } = marketplace.columns.entities;
  return accounts
    .filter((account) => marketplace.registrationTells[account] === TELLS.minute)
    .map((account) => ({ account, at: createdAt[accountEntity(marketplace, account)] ?? 0 }));
}

/** In one span of time, or in several batches (T18: “batch creation”). */
export const findRegistrationBurst: Finder = (marketplace, facts) => {
  const dated = datedRegistrations(marketplace, facts.members);
  if (dated.length < LEAST_IN_BURST) return [];
  const spans = batches(dated, marketplace.parameters.burstHours * HOUR, LEAST_IN_BURST);
  const found = [spans.slice(0, 1), spans].find((some) => isNoChance(marketplace, facts, some));
  if (!found) return [];
  const members = found.flatMap((batch) => batch.map(({ account }) => account)).sort((a, b) => a - b);
  const share = shareOf(marketplace, found);
  const width = spanOf(Math.max(...found.map(widthMs)));
  return [
    {
      type: 'REGISTRATION_BURST',
      kind: 'burst',
      statement:
        `${members.length} of ${facts.members.length} members registered ` +
        `${found.length === 1 ? `within ${width}` : `in ${found.length} batches, each within ${width}`}, ` +
        `when ${percent(share)} of all accounts did`,
      points: 16 * Math.min(1, members.length / facts.members.length),
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventTypes: [],
    },
  ];
};

type Batches = readonly (readonly Dated[])[];

function isNoChance(marketplace: Marketplace, { members }: GroupFacts, found: Batches): boolean {
  const inside = found.reduce((sum, batch) => sum + batch.length, 0);
  if (inside === 0 || inside < members.length * 0.5) return false;
  const share = Math.max(shareOf(marketplace, found), 1e-4);
  // One member of each batch says where it is; the others are there by chance, or not. Several may be chosen in many ways.
  const ways = found.length === 1 ? 1 : choose(members.length, found.length);
  const chance = ways * binomialTail(inside - found.length, members.length - found.length, share);
  return chance <= marketplace.parameters.evidenceChance;
}

/** The binomial coefficient. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways *= (n - k + i) / i;
  return ways;
}

const shareOf = (marketplace: Marketplace, found: Batches): number =>
  found.reduce((sum, batch) => sum + registeredWithin(marketplace, batch[0]?.at ?? 0, batch.at(-1)?.at ?? 0), 0);

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

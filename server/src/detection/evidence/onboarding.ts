/** How the accounts came about: registered in a burst, referred by each other, or taken over in a burst. */

import type { GroupFacts, SharedFact } from '../group-facts.ts';
import { accountEntity, type Marketplace } from '../marketplace.ts';
import { binomialTail } from '../signals/significance.ts';
import type { Finder } from './finding.ts';
import { tiesTheGroup } from './shared-identifiers.ts';
import { counted, nounOf, percent, spanOf } from './wording.ts';

const HOUR = 3_600_000 * 4;
const DAY = 24 * HOUR;
const LEAST_IN_BURST = 3;
const CHANCE = 1e-4;

type Dated = { readonly account: number; readonly at: number };

/** The most dated accounts inside one span. */
function densestSpan(dated: readonly Dated[], span: number): readonly Dated[] {
  const sorted = [...dated].sort((a, b) => a.at - b.at || a.account - b.account);
  let best: readonly Dated[] = [];
  let start = 0;
  for (let end = 0; end < sorted.length; end++) {
    while ((sorted[end]?.at ?? 0) - (sorted[start]?.at ?? 0) > span) start++;
    if (end - start + 1 > best.length) best = sorted.slice(start, end + 1);
  }
  return best;
}

const widthMs = (burst: readonly Dated[]): number => ((burst.at(-1)?.at ?? 0) - (burst[0]?.at ?? 0)) / 4;

export const findRegistrationBurst: Finder = (marketplace, facts) => {
  const { createdAt } = marketplace.columns.entities;
  const dated = facts.members
    .filter((account) => marketplace.usableRegistration[account] === 1)
    .map((account) => ({ account, at: createdAt[accountEntity(marketplace, account)] ?? 0 }));
  const burst = densestSpan(dated, marketplace.parameters.burstHours * HOUR);
  if (burst.length < LEAST_IN_BURST || burst.length < facts.members.length * 0.5) return [];
  const share = registeredWithin(marketplace, burst[0]?.at ?? 0, burst.at(-1)?.at ?? 0);
  const chance = binomialTail(burst.length - 1, facts.members.length - 1, Math.max(share, 1e-4));
  if (chance > CHANCE) return [];
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
      eventCount: 0,
      eventTypes: [],
    },
  ];
};

function registeredWithin(marketplace: Marketplace, from: number, to: number): number {
  const { createdAt } = marketplace.columns.entities;
  let known = 0;
  let inside = 0;
  for (const entity of marketplace.population.entityOf) {
    const at = createdAt[entity] ?? Number.NaN;
    if (Number.isNaN(at)) continue;
    known++;
    if (at >= from && at <= to) inside++;
  }
  return known === 0 ? 0 : inside / known;
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
      points: 12 * coverage,
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventCount: 0,
      eventTypes: [],
    },
  ];
};

export type Takeover = { readonly fact: SharedFact; readonly accounts: readonly number[]; readonly widthMs: number };

/** A new home or office brings many to one address and one IP address at once; these kinds are no sign of a takeover. */
const TAKEOVER_KINDS: ReadonlySet<string> = new Set(['Device', 'Phone', 'Email', 'PayoutAccount']);
const LEAST_TAKEN_OVER = 4;

/** Old accounts that all appear on one identifier for the first time within a burst: the mark of a takeover. */
export function takeoverBurst(marketplace: Marketplace, facts: GroupFacts): Takeover | null {
  const span = marketplace.parameters.burstHours * HOUR;
  let best: Takeover | null = null;
  for (const fact of facts.shared) {
    if (!tiesTheGroup(fact) || !TAKEOVER_KINDS.has(fact.kind)) continue;
    const burst = densestSpan(lateArrivals(marketplace, fact), span);
    if (burst.length < LEAST_TAKEN_OVER || burst.length < fact.accounts * 0.6) continue;
    if (best && best.accounts.length >= burst.length) continue;
    best = { fact, accounts: burst.map(({ account }) => account).sort((a, b) => a - b), widthMs: widthMs(burst) };
  }
  return best;
}

/** Holders whose first sighting on the identifier is exact to the minute and ≥ 30 days after they registered. */
function lateArrivals(marketplace: Marketplace, fact: SharedFact): Dated[] {
  const { sharing, columns } = marketplace;
  const { rowOffsets, rowEntries, entryColumn, entryFirst } = sharing.byAccount;
  return fact.holders.flatMap((account) => {
    const created = columns.entities.createdAt[accountEntity(marketplace, account)] ?? Number.NaN;
    for (let r = rowOffsets[account] ?? 0; r < (rowOffsets[account + 1] ?? 0); r++) {
      const entry = rowEntries[r] ?? 0;
      const at = entryFirst[entry] ?? Number.NaN;
      if (entryColumn[entry] !== fact.identifier || Number.isNaN(at) || at % 4 === 0) continue;
      if (at - created >= 30 * DAY) return [{ account, at }];
    }
    return [];
  });
}

export const findTakeoverBurst: Finder = (marketplace, facts) => {
  const takeover = takeoverBurst(marketplace, facts);
  if (!takeover) return [];
  const { fact, accounts } = takeover;
  return [
    {
      type: 'SYNCHRONY',
      kind: 'synchrony',
      statement:
        `${accounts.length} accounts, each older than 30 days, first appeared on one ${nounOf(fact.kind).one} ` +
        `within ${spanOf(takeover.widthMs)}`,
      points: 24 * Math.min(1, accounts.length / facts.members.length),
      entities: [fact.entity],
      members: accounts,
      eventCount: 0,
      eventTypes: ['LOGIN', 'PROFILE_CHANGE'],
    },
  ];
};

/** Members who redeem a coupon as soon as they are registered, which few others do. */
import { type GroupFacts, hasEvents } from '../group-facts.ts';
import { accountEntity, type Marketplace } from '../marketplace.ts';
import { oncePerGroup } from '../once-per-group.ts';
import { binomialTail } from '../signals/significance.ts';
import type { Finder } from './finding.ts';
import { counted, percent } from './wording.ts';

const LEAST_MEMBERS = 3;
const LEAST_SHARE = 0.4;
const CHANCE = 1e-3;

export type CouponRun = {
  readonly members: readonly number[];
  readonly coupons: readonly number[];
  readonly redemptions: number;
  readonly usual: number;
};

/** Redemptions of members within a day of registering, usual or not. */
export function quickRedemptionsOf({ quickRedemptions }: Marketplace, facts: GroupFacts): readonly number[] {
  if (!hasEvents(facts, 'REDEMPTION')) return [];
  return facts.events.filter((event) => quickRedemptions.isQuick[event] === 1);
}

export const couponRun = oncePerGroup(findRun);

function findRun(marketplace: Marketplace, facts: GroupFacts): CouponRun | null {
  const { quickRedemptions, activity, columns } = marketplace;
  const own = quickRedemptionsOf(marketplace, facts);
  if (own.length < LEAST_MEMBERS) return null;
  const members = [...new Set(own.map((event) => activity.actor[event] ?? -1))].sort((a, b) => a - b);
  if (members.length < LEAST_MEMBERS || members.length < facts.members.length * LEAST_SHARE) return null;
  // The group against everybody else, or it would be measured against itself.
  const others = Math.max(1, quickRedemptions.known - facts.members.length);
  const usual = Math.min(0.95, Math.max(0.001, (quickRedemptions.accounts - members.length) / others));
  if (binomialTail(members.length, facts.members.length, usual) > CHANCE) return null;
  const coupons = [...new Set(own.map((event) => columns.events.to[event] ?? 0))].sort((a, b) => a - b);
  return { members, coupons, redemptions: own.length, usual };
}

export const findCouponRun: Finder = (marketplace, facts) => {
  const run = couponRun(marketplace, facts);
  if (!run) return [];
  return [
    {
      type: 'MONEY_FLOW',
      kind: 'promotion',
      statement:
        `${run.members.length} of ${facts.members.length} members redeemed ${counted(run.coupons.length, 'coupon')} within a day ` +
        `of registering; ${percent(run.usual)} of other newcomers did`,
      points: 24 * Math.sqrt(run.members.length / facts.members.length),
      entities: [...run.coupons.slice(0, 6), ...run.members.map((account) => accountEntity(marketplace, account))],
      members: run.members,
      eventTypes: ['REDEMPTION'],
    },
  ];
};

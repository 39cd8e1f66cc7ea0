/** How well the order of rings puts the planted ones first: what a team with little time would see. */
import { type Group, matchOneToOne, overlapsOf } from './match-rings.ts';
import type { PlantedRing } from './planted-truth.ts';

export const REVIEWED_RINGS = [10, 25, 50, 100] as const;
const REVIEWED_ACCOUNTS = 500;

type AtReviewed = { readonly rings: number; readonly precision: number; readonly recall: number };
export type RingRanking = {
  /** Mean precision at the rank of each planted ring; one that was not found counts as nothing. */
  readonly averagePrecision: number | null;
  readonly atReviewed: readonly AtReviewed[];
  /** Planted rings among those one sees when reviewing so many accounts from the top. */
  readonly recallAtAccounts: { readonly accounts: number; readonly recall: number | null };
};

/** `found` in the order they are shown. */
export function measureRanking(found: readonly Group[], planted: readonly PlantedRing[]): RingRanking {
  const matches = matchOneToOne(overlapsOf(found, planted));
  const hits = found.map((_, position) => matches.has(position));
  const hitsWithin = (rings: number): number => hits.slice(0, rings).filter(Boolean).length;
  const seen = ringsWithin(found, REVIEWED_ACCOUNTS);
  return {
    averagePrecision: averagePrecision(hits, planted.length),
    atReviewed: REVIEWED_RINGS.map((rings) => ({
      rings,
      precision: hitsWithin(rings) / Math.max(1, Math.min(rings, found.length)),
      recall: hitsWithin(rings) / Math.max(1, planted.length),
    })),
    recallAtAccounts: {
      accounts: REVIEWED_ACCOUNTS,
      recall: planted.length === 0 ? null : hitsWithin(seen) / planted.length,
    },
  };
}

export function averagePrecision(hits: readonly boolean[], relevant: number): number | null {
  if (relevant === 0) return null;
  let right = 0;
  let sum = 0;
  for (const [position, hit] of hits.entries()) {
    if (!hit) continue;
    right++;
    sum += right / (position + 1);
  }
  return sum / relevant;
}

/** How many whole rings fit into a budget of accounts. */
function ringsWithin(found: readonly Group[], budget: number): number {
  let accounts = 0;
  for (const [position, ring] of found.entries()) {
    accounts += ring.members.length;
    if (accounts > budget) return position;
  }
  return found.length;
}

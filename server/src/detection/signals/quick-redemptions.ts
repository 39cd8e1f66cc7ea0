/** Coupons redeemed within hours of registration: what throw-away accounts are made for. */
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import type { Population } from '../population.ts';

const HOUR = 3_600_000 * 4;
const QUICK_HOURS = 24;

export type QuickRedemptions = {
  /** Event → 1 for a redemption within a day of the account's registration. */
  readonly isQuick: Uint8Array;
  /** Accounts that did so, and accounts of which it could be known. */
  readonly accounts: number;
  readonly known: number;
};

/** Times of a whole day are too coarse to say how quick. */
export function findQuickRedemptions(
  { events, entities }: GraphColumns,
  population: Population,
  activity: Activity,
): QuickRedemptions {
  const redemption = eventCode('REDEMPTION');
  const isQuick = new Uint8Array(events.length);
  const accounts = new Set<number>();
  const createdAt = (account: number): number => entities.createdAt[population.entityOf[account] ?? -1] ?? Number.NaN;
  for (let e = 0; e < events.length; e++) {
    if (events.type[e] !== redemption || events.failed[e] === 1) continue;
    const account = activity.actor[e] ?? -1;
    const created = createdAt(account);
    const delay = (events.at[e] ?? Number.NaN) - created;
    if (Number.isNaN(delay) || created % 4 === 0 || delay < -HOUR || delay > QUICK_HOURS * HOUR) continue;
    isQuick[e] = 1;
    accounts.add(account);
  }
  let known = 0;
  for (let a = 0; a < population.accountCount; a++) if (!Number.isNaN(createdAt(a))) known++;
  return { isQuick, accounts: accounts.size, known };
}

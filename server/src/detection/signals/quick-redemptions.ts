/** Coupons redeemed within hours of registration: what throw-away accounts are made for. */
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import type { Population } from '../population.ts';
import { TELLS } from './clock.ts';

const HOUR = 3_600_000 * 4;
const QUICK_HOURS = 24;

/** Accounts that redeemed so quickly, and accounts of which it could be known. */
export type QuickRate = { readonly accounts: number; readonly known: number };

export type QuickRedemptions = QuickRate & {
  /** Event → 1 for a redemption within a day of the account's registration. */
  readonly isQuick: Uint8Array;
};

/** How quick is known only where both times tell the minute. `registrationTells`: account → what its time tells. */
export function findQuickRedemptions(
  { events, entities }: GraphColumns,
  { accountCount, entityOf }: Population,
  activity: Activity,
  registrationTells: Uint8Array,
): QuickRedemptions {
  const redemption = eventCode('REDEMPTION');
  const isQuick = new Uint8Array(events.length);
  const accounts = new Set<number>();
  const isKnown = (account: number): boolean => registrationTells[account] === TELLS.minute;
  const delayOf = (e: number, account: number): number =>
    (events.at[e] ?? 0) - (entities.createdAt[entityOf[account] ?? -1] ?? 0);
  for (let e = 0; e < events.length; e++) {
    if (events.type[e] !== redemption || events.failed[e] === 1 || activity.tells[e] !== TELLS.minute) continue;
    const account = activity.actor[e] ?? -1;
    const delay = isKnown(account) ? delayOf(e, account) : Number.POSITIVE_INFINITY;
    if (delay < -HOUR || delay > QUICK_HOURS * HOUR) continue;
    isQuick[e] = 1;
    accounts.add(account);
  }
  let known = 0;
  for (let a = 0; a < accountCount; a++) if (isKnown(a)) known++;
  return { isQuick, accounts: accounts.size, known };
}

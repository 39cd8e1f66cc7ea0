/** Coupons redeemed within hours of registration: what throw-away accounts are made for. */
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import type { Population } from '../population.ts';
import { TELLS } from './clock.ts';

const HOUR = 3_600_000 * 4;
const QUICK_HOURS = 24;

/**
 * Accounts that redeemed so quickly, and accounts that could have: of a kind that redeems, registered while coupons were
 * redeemed. Older ones, and sellers, would make quickness look rarer than it is.
 */
export type QuickRate = { readonly accounts: number; readonly known: number };

export type QuickRedemptions = QuickRate & {
  /** Event → 1 for a redemption within a day of the account's registration. */
  readonly isQuick: Uint8Array;
};

type Times = { readonly from: number; readonly to: number };

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
  const redeeming = new Set<number>();
  const during = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  const isKnown = (account: number): boolean => registrationTells[account] === TELLS.minute;
  const createdAt = (account: number): number => entities.createdAt[entityOf[account] ?? -1] ?? Number.NaN;
  const kindOf = (account: number): number => entities.kind[entityOf[account] ?? -1] ?? 255;
  for (let e = 0; e < events.length; e++) {
    if (events.type[e] !== redemption || events.failed[e] === 1 || activity.tells[e] !== TELLS.minute) continue;
    const account = activity.actor[e] ?? -1;
    const at = events.at[e] ?? 0;
    during.from = Math.min(during.from, at);
    during.to = Math.max(during.to, at);
    redeeming.add(kindOf(account));
    const delay = isKnown(account) ? at - createdAt(account) : Number.POSITIVE_INFINITY;
    if (delay < -HOUR || delay > QUICK_HOURS * HOUR) continue;
    isQuick[e] = 1;
    accounts.add(account);
  }
  const couldHave = (account: number, { from, to }: Times): boolean =>
    redeeming.has(kindOf(account)) && createdAt(account) >= from - QUICK_HOURS * HOUR && createdAt(account) <= to;
  let known = 0;
  for (let a = 0; a < accountCount; a++) if (isKnown(a) && couldHave(a, during)) known++;
  return { isQuick, accounts: accounts.size, known };
}

/** Coupons redeemed within hours of registration: what throw-away accounts are made for. */
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import type { Population } from '../population.ts';

const HOUR = 3_600_000 * 4;
const QUICK_HOURS = 24;

export type QuickRedemptions = {
  /** Event → 1 for a redemption within a day of the account's registration. */
  readonly isQuick: Uint8Array;
  /** Share of all redemptions with a known delay that are so quick. */
  readonly share: number;
};

/** Times of a whole day are too coarse to say how quick. */
export function findQuickRedemptions(
  { events, entities }: GraphColumns,
  population: Population,
  activity: Activity,
): QuickRedemptions {
  const redemption = eventCode('REDEMPTION');
  const isQuick = new Uint8Array(events.length);
  let quick = 0;
  let known = 0;
  for (let e = 0; e < events.length; e++) {
    if (events.type[e] !== redemption || events.failed[e] === 1) continue;
    const created = entities.createdAt[population.entityOf[activity.actor[e] ?? -1] ?? -1] ?? Number.NaN;
    const delay = (events.at[e] ?? Number.NaN) - created;
    if (Number.isNaN(delay) || created % 4 === 0) continue;
    known++;
    if (delay < -HOUR || delay > QUICK_HOURS * HOUR) continue;
    isQuick[e] = 1;
    quick++;
  }
  return { isQuick, share: known === 0 ? 0 : quick / known };
}

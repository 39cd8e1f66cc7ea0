/**
 * When a delivery is tried again: the schedule of Standard Webhooks, about three days in all, each wait lengthened by
 * up to a fifth at random so that a receiver that comes back is not met by everybody at once.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WAITS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
const JITTER = 0.2;
/** A receiver may ask for a longer wait, but not for ever. */
const LONGEST_ASKED = 24 * HOUR;
/** No wait is longer: what lies further ahead was planned by a clock that has been set back since. */
export const LONGEST_WAIT_MS = 24 * HOUR * (1 + JITTER);

export const askedWait = (retryAfterMs: number | null): number => Math.min(retryAfterMs ?? 0, LONGEST_ASKED);

/** Null when it has been tried often enough. `failures` counts this one; `chance` is from 0 to 1. */
export function waitBeforeRetry(failures: number, chance: number, retryAfterMs: number | null): number | null {
  const wait = WAITS[failures - 1];
  if (wait === undefined) return null;
  return Math.round(Math.max(wait * (1 + JITTER * chance), askedWait(retryAfterMs)));
}

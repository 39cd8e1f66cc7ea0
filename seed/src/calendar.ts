/** Time in the marketplace: one half-year ending on a fixed day, with its hours, weekdays and sale days. */
import type { Random } from './random.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
/** The last moment of the data. Fixed, so that the same seed gives the same bytes on any day. */
export const AS_OF = Date.UTC(2026, 5, 30, 23, 59, 59);
export const PERIOD_DAYS = 180;
export const PERIOD_START = Date.UTC(2026, 0, 2);

/** Share of activity by local hour: a night trough, a lunch bump, an evening peak. */
const HOUR_WEIGHTS = [
  14, 8, 5, 4, 4, 7, 14, 24, 34, 42, 48, 52, 58, 54, 48, 46, 48, 54, 62, 74, 86, 88, 68, 36,
] as const;
const HOUR_MAX = 88;
/** Sunday first. */
const WEEKDAY_WEIGHTS = [1.0, 0.78, 0.76, 0.78, 0.8, 0.92, 1.0] as const;
/** Doubled dates, when campaigns run: 2.2, 3.3, … (month, day). */
const isSaleDay = (date: Date): boolean => date.getUTCMonth() + 1 === date.getUTCDate();
const SALE_DAY_WEIGHT = 2.2;

export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function dayAccepted(random: Random, dayMs: number): boolean {
  const date = new Date(dayMs);
  const weight = (WEEKDAY_WEIGHTS[date.getUTCDay()] ?? 1) * (isSaleDay(date) ? SALE_DAY_WEIGHT : 1);
  return random.chance(weight / SALE_DAY_WEIGHT);
}

/** An ordinary moment between two times, in the rhythm of a place that many hours ahead of UTC. */
export function ordinaryTime(random: Random, from: number, to: number, utcOffsetHours: number): number {
  if (to - from < DAY) return Math.floor(from + random.next() * Math.max(0, to - from));
  const days = Math.floor((to - from) / DAY);
  let day = from;
  for (let attempt = 0; attempt < 12; attempt++) {
    day = from + random.int(0, days) * DAY;
    if (dayAccepted(random, day)) break;
  }
  const midnight = Math.floor(day / DAY) * DAY;
  const at = midnight + (ordinaryHour(random) - utcOffsetHours) * HOUR + random.int(0, 3_599) * 1000;
  return clamp(at, from, to);
}

function ordinaryHour(random: Random): number {
  for (;;) {
    const hour = random.int(0, 23);
    if (random.next() * HOUR_MAX < (HOUR_WEIGHTS[hour] ?? 0)) return hour;
  }
}

/**
 * The common forms of ISO 8601, read from bytes: `2026-03-01`, `2026-03-01T09:30Z`, `2026-03-01T09:30:00Z` and
 * `2026-03-01T09:30:00.000Z`. NaN for every other form, which `parseTimePoint` then judges; both must agree.
 */
import { toTimePoint } from '../../domain/time-point.ts';

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function parseIsoBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return Number.NaN;
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const dayMs = dayStart(year, two(bytes, start + 5), two(bytes, start + 8));
  if (length === 10) return toTimePoint(dayMs, 'DAY');
  if (bytes[start + 10] !== 0x54 || bytes[end - 1] !== 0x5a || bytes[start + 13] !== 0x3a) return Number.NaN;
  const hour = two(bytes, start + 11);
  const minute = two(bytes, start + 14);
  // NaN fails every comparison, so "not within" and not "outside".
  if (!(hour <= 23 && minute <= 59)) return Number.NaN;
  const minuteMs = dayMs + hour * 3_600_000 + minute * 60_000;
  if (length === 17) return toTimePoint(minuteMs, 'MINUTE');
  return withSeconds(bytes, start, length, minuteMs);
}

function withSeconds(bytes: Uint8Array, start: number, length: number, minuteMs: number): number {
  if (bytes[start + 16] !== 0x3a || (length !== 20 && length !== 24)) return Number.NaN;
  const second = two(bytes, start + 17);
  if (!(second <= 59)) return Number.NaN;
  const secondMs = minuteMs + second * 1000;
  if (length === 20) return toTimePoint(secondMs, 'SECOND');
  if (bytes[start + 19] !== 0x2e) return Number.NaN;
  return toTimePoint(secondMs + two(bytes, start + 20) * 10 + digit(bytes, start + 22), 'MILLISECOND');
}

function dayStart(year: number, month: number, day: number): number {
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] as number);
  return day <= last ? daysSinceEpoch(year, month, day) * 86_400_000 : Number.NaN;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar: H. Hinnant, "chrono-compatible low-level date algorithms". */
function daysSinceEpoch(year: number, month: number, day: number): number {
  // Years start in March, so that the leap day is their last; | 0 keeps the divisions on integers.
  const y = month <= 2 ? year - 1 : year;
  const era = (y / 400) | 0;
  const yearOfEra = y - era * 400;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return era * 146_097 + yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear - 719_468;
}

function digit(bytes: Uint8Array, at: number): number {
  const value = (bytes[at] as number) - 0x30;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

const two = (bytes: Uint8Array, at: number): number => digit(bytes, at) * 10 + digit(bytes, at + 1);

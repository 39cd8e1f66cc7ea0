/**
 * A time with its precision, as one integer: `milliseconds × 4 + precision`. Comparing two time points as numbers
 * therefore orders by start instant and then coarser first, as the record contract asks, in every store.
 */
export const PRECISIONS = ['DAY', 'MINUTE', 'SECOND', 'MILLISECOND'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Integer: UTC milliseconds since 1970 × 4 + index into PRECISIONS. */
export type TimePoint = number & { readonly __brand: 'TimePoint' };

export const DAY_MS = 86_400_000;
/** 1990-01-01T00:00:00Z: anything earlier is a mistake in the export. */
export const EARLIEST_MS = 631_152_000_000;

export const toTimePoint = (ms: number, precision: Precision): TimePoint =>
  (ms * 4 + PRECISIONS.indexOf(precision)) as TimePoint;
export const millisecondsOf = (time: TimePoint): number => Math.floor(time / 4);
export const precisionOf = (time: TimePoint): Precision => PRECISIONS[time % 4] ?? 'DAY';

const LENGTH_MS: Readonly<Record<Precision, number>> = { DAY: DAY_MS, MINUTE: 60_000, SECOND: 1000, MILLISECOND: 1 };
/** The last moment a time may stand for: a date alone is all of that day. */
export const lastMomentOf = (time: TimePoint): TimePoint =>
  toTimePoint(millisecondsOf(time) + LENGTH_MS[precisionOf(time)] - 1, 'MILLISECOND');

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/** Parses ISO 8601; null for anything that is not a real date and time. A time without a zone is read as UTC. */
export function parseTimePoint(text: string): TimePoint | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(dayMs);
  if (date.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return null;
  if (hour === undefined) return toTimePoint(dayMs, 'DAY');
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const milliseconds = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const ms =
    dayMs + Number(hour) * 3_600_000 + (Number(minute) - offset) * 60_000 + Number(second ?? 0) * 1000 + milliseconds;
  return toTimePoint(ms, second === undefined ? 'MINUTE' : fraction === undefined ? 'SECOND' : 'MILLISECOND');
}

function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** ISO 8601 UTC with just the digits the precision carries. */
export function formatTimePoint(time: TimePoint): string {
  const iso = new Date(millisecondsOf(time)).toISOString();
  switch (precisionOf(time)) {
    case 'DAY':
      return iso.slice(0, 10);
    case 'MINUTE':
      return `${iso.slice(0, 16)}Z`;
    case 'SECOND':
      return `${iso.slice(0, 19)}Z`;
    case 'MILLISECOND':
      return iso;
  }
}

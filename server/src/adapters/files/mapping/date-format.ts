/** Foreign dates by pattern → ISO 8601 UTC text with the precision the pattern carries. */
import { formatTimePoint, type Precision, parseTimePoint, toTimePoint } from '../../../domain/time-point.ts';
import type { ZoneTime } from './zone-time.ts';

export type DateParser = (text: string) => string | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
/** Token → its expression. Two-digit tokens want two digits, one-digit tokens take one or two. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MMMM: `(?<monthName>${LONG_MONTHS})`,
  MMM: `(?<monthName>${MONTHS.join('|')})`,
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour12>\\d{2})',
  h: '(?<hour12>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{3})',
  a: '(?<half>am|pm)',
  XXX: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
};
const TOKEN = new RegExp(`'([^']*)'|${Object.keys(TOKENS).join('|')}`, 'g');

/** Throws RangeError for a pattern that cannot give a date. */
export function createDateParser(format: string, zone: ZoneTime | null): DateParser {
  switch (format) {
    case 'iso':
      return (text) => parseIso(text, zone);
    case 'epochSeconds':
      return (text) => fromEpoch(text, 1000);
    case 'epochMilliseconds':
      return (text) => fromEpoch(text, 1);
    case 'excelSerial':
      return (text) => fromSerial(text, zone);
    default:
      return patternParser(format, zone);
  }
}

function parseIso(text: string, zone: ZoneTime | null): string | null {
  const time = parseTimePoint(text);
  if (time === null || text.startsWith('00')) return null;
  const isLocal = text.length > 10 && !/(?:[Zz]|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  if (!isLocal || zone === null) return formatTimePoint(time);
  const utcMs = zone.toUtc(Math.floor(time / 4));
  return utcMs === null ? null : formatTimePoint(toTimePoint(utcMs, precisionOfIso(text)));
}

function precisionOfIso(text: string): Precision {
  if (/[.,]\d/.test(text)) return 'MILLISECOND';
  return text.length > 16 ? 'SECOND' : 'MINUTE';
}

function fromEpoch(text: string, unitMs: number): string | null {
  if (!/^-?\d{1,16}(?:\.\d+)?$/.test(text)) return null;
  const ms = Math.round(Number(text) * unitMs);
  if (Math.abs(ms) > 8.64e15) return null;
  return formatTimePoint(toTimePoint(ms, unitMs === 1000 && !text.includes('.') ? 'SECOND' : 'MILLISECOND'));
}

/** Days since 1899-12-30, as spreadsheets count them; a whole number is a day. */
export function fromSerial(text: string, zone: ZoneTime | null): string | null {
  if (!/^\d{1,6}(?:\.\d+)?$/.test(text)) return null;
  const serial = Number(text);
  const localMs = Math.round((serial - 25_569) * 86_400) * 1000;
  if (Number.isInteger(serial)) return formatTimePoint(toTimePoint(localMs, 'DAY'));
  const utcMs = zone === null ? localMs : zone.toUtc(localMs);
  return utcMs === null ? null : formatTimePoint(toTimePoint(utcMs, 'SECOND'));
}

function patternParser(format: string, zone: ZoneTime | null): DateParser {
  const pattern = toPattern(format);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    const dayMs = groups === undefined ? null : dayOf(groups);
    if (groups === undefined || dayMs === null) return null;
    const hour = hourOf(groups);
    if (hour === undefined) return formatTimePoint(toTimePoint(dayMs, 'DAY'));
    const clockMs = clockOf(hour, groups);
    if (clockMs === null) return null;
    const utcMs = toUtc(dayMs + clockMs, groups['offset'], zone);
    return utcMs === null ? null : formatTimePoint(toTimePoint(utcMs, precisionOf(groups)));
  };
}

/** Milliseconds since midnight; null for a clock that shows no such time. */
function clockOf(hour: number, { minute = '00', second = '00', fraction = '0' }: Groups): number | null {
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return hour * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000 + Number(fraction);
}

function toUtc(localMs: number, offset: string | undefined, zone: ZoneTime | null): number | null {
  if (offset !== undefined) return localMs - offsetMs(offset);
  return zone === null ? localMs : zone.toUtc(localMs);
}

function precisionOf({ second, fraction }: Groups): Precision {
  if (second === undefined) return 'MINUTE';
  return fraction === undefined ? 'SECOND' : 'MILLISECOND';
}

function toPattern(format: string): RegExp {
  let source = '';
  let end = 0;
  for (const match of format.matchAll(TOKEN)) {
    source += escapeText(format.slice(end, match.index));
    source += match[1] === undefined ? (TOKENS[match[0]] ?? '') : escapeText(match[1]);
    end = match.index + match[0].length;
  }
  source += escapeText(format.slice(end));
  const missing = ['year', 'month', 'day'].find((part) => !source.includes(`(?<${part}`));
  if (missing !== undefined) throw new RangeError(`the date format ${JSON.stringify(format)} has no ${missing}`);
  return new RegExp(`^${source}$`, 'i');
}

const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

type Groups = Readonly<Record<string, string | undefined>>;

function dayOf({ year, month, monthName, day }: Groups): number | null {
  const index = monthName === undefined ? Number(month) - 1 : MONTHS.indexOf(monthName.slice(0, 3).toLowerCase());
  // Date.UTC takes the years 0–99 for 1900–1999.
  if (Number(year) < 100) return null;
  const ms = Date.UTC(Number(year), index, Number(day));
  const date = new Date(ms);
  return date.getUTCMonth() === index && date.getUTCDate() === Number(day) ? ms : null;
}

function hourOf({ hour, hour12, half }: Groups): number | undefined {
  if (hour12 === undefined) return hour === undefined ? undefined : Number(hour);
  const twelve = Number(hour12);
  if (twelve < 1 || twelve > 12) return 24;
  return (twelve % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

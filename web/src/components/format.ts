/** Numbers, money and times as text. Pure: the language and the present moment are passed in. */
import type { Money } from '../api/shapes.ts';

const UNKNOWN_CURRENCY = 'XXX';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const RELATIVE_DAYS = 30;

export const formatCount = (value: number, language: string): string => new Intl.NumberFormat(language).format(value);

export const formatFixed = (value: number, digits: number, language: string): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** Never rounded up to all or down to none: 99.85 % is not 100 %, and one in ten thousand is not 0 %. */
export function formatShare(share: number, language: string): string {
  const format = (value: number, digits: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(value);
  if (share > 0.99 && share < 1) return format(Math.min(share, 0.9999), 2);
  if (share > 0 && share < 0.0001) return `<${format(0.0001, 2)}`;
  return format(share, Math.abs(share) < 0.1 ? (Math.abs(share) < 0.001 ? 2 : 1) : 0);
}

/** Grouped without going through a floating-point number: amounts are exact decimals. */
export function formatAmount(amount: string, language: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const isWhole = /^-?\d+$/.test(whole);
  if (!isWhole) return amount;
  const grouped = new Intl.NumberFormat(language).format(BigInt(whole));
  const point =
    new Intl.NumberFormat(language).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  return fraction === '' ? grouped : `${grouped}${point}${fraction.padEnd(2, '0')}`;
}

export const formatMoney = (money: Money, language: string): string => {
  const amount = formatAmount(money.amount, language);
  return money.currency === UNKNOWN_CURRENCY ? amount : `${amount} ${money.currency}`;
};

export const formatMoneys = (moneys: readonly Money[], language: string): string =>
  moneys.map((money) => formatMoney(money, language)).join(' + ');

export const formatDuration = (durationMs: number, language: string): string => {
  if (durationMs < 1_000) return `${formatFixed(durationMs, durationMs < 10 ? 1 : 0, language)} ms`;
  return `${formatFixed(durationMs / 1_000, 2, language)} s`;
};

/** With as many digits as the time is known to: a day stays a day. */
export const formatExactTime = (iso: string): string => {
  const [day = iso, clock] = iso.split('T');
  return clock === undefined ? day : `${day} ${clock.replace(/(\.0+)?Z$/, '')} UTC`;
};

/** Where fractions of a second would only be in the way. */
export const formatToSecond = (iso: string): string => formatExactTime(iso.replace(/\.\d+Z$/, 'Z'));

export function formatRelativeTime(iso: string, now: number, language: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const away = at - now;
  const size = Math.abs(away);
  if (size >= RELATIVE_DAYS * DAY_MS) return iso.slice(0, 10);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (size >= DAY_MS) return relative.format(Math.trunc(away / DAY_MS), 'day');
  if (!iso.includes('T')) return relative.format(0, 'day');
  if (size >= HOUR_MS) return relative.format(Math.trunc(away / HOUR_MS), 'hour');
  return relative.format(Math.trunc(away / MINUTE_MS), 'minute');
}

/**
 * Cron lines by croner: five fields, an IANA time zone. When clocks change, as Vixie cron does: what has its hour runs
 * once that night, what runs hour by hour goes on by the time that passes. Of the hour that comes twice croner knows
 * the first alone, and asked from within the second answers with the past.
 */
import { Cron as CronLine } from 'croner';
import type { Cron } from '../application/ports/cron.ts';

const FIELDS = 5;

const read = (cron: string, where: { readonly timezone: string } | { readonly utcOffset: number }): CronLine =>
  new CronLine(cron, { ...where, paused: true, mode: '5-part' });

export const croner: Cron = {
  objection: (cron, timeZone) => {
    if (!isTimeZone(timeZone)) return `There is no time zone ${timeZone}: write it as Europe/Berlin.`;
    const unreadable = `The cron line ${cron} cannot be read: write minute, hour, day of month, month and day of week, as 0 3 * * *.`;
    // Croner takes a date as well.
    if (!cron.startsWith('@') && cron.split(/\s+/).length !== FIELDS) return unreadable;
    try {
      return read(cron, { timezone: timeZone }).nextRun() === null ? `The cron line ${cron} never comes true.` : null;
    } catch {
      return unreadable;
    }
  },
  next: (cron, timeZone, after) => {
    const line = read(cron, { timezone: timeZone });
    let due = nextOf(line, after);
    while (due !== null && due <= after) due = nextOf(line, due);
    return due !== null && isHourByHour(cron) ? Math.min(due, nextByTimePassed(cron, timeZone, { after, due })) : due;
  },
};

const nextOf = (line: CronLine, after: number): number | null => line.nextRun(new Date(after))?.getTime() ?? null;

const isHourByHour = (cron: string): boolean => cron === '@hourly' || /^\S+\s+\*/.test(cron);

type Span = { readonly after: number; readonly due: number };

/** By the clock as it stands at each moment: also in the hour that it shows for the second time. */
function nextByTimePassed(cron: string, timeZone: string, { after, due }: Span): number {
  const [offset, later] = [offsetAt(timeZone, after), offsetAt(timeZone, due)];
  const nextAt = (utcOffset: number, from: number) => nextOf(read(cron, { utcOffset }), from) ?? due;
  const next = nextAt(offset, after);
  if (offsetAt(timeZone, next) === offset) return next;
  if (offset <= later) return due;
  return nextAt(later, setTo(later, timeZone, { after, due }));
}

/** The last millisecond before the clock was set to this offset. */
function setTo(offset: number, timeZone: string, { after, due }: Span): number {
  let [before, since] = [after, due];
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (offsetAt(timeZone, middle) === offset) since = middle;
    else before = middle;
  }
  return before;
}

/** Minutes ahead of UTC. */
function offsetAt(timeZone: string, time: number): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** Offsets and abbreviations are refused: they know no daylight saving. */
function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !name.includes('/')) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

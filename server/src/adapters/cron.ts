/** Cron lines by croner: five fields, an IANA time zone, daylight saving handled as Vixie cron does. */
import { Cron as CronLine } from 'croner';
import type { Cron } from '../application/ports/cron.ts';

const read = (cron: string, timeZone: string): CronLine =>
  new CronLine(cron, { timezone: timeZone, paused: true, mode: '5-part' });

export const croner: Cron = {
  objection: (cron, timeZone) => {
    if (!isTimeZone(timeZone)) return `There is no time zone ${timeZone}: write it as Europe/Berlin.`;
    try {
      if (read(cron, timeZone).nextRun() !== null) return null;
      return `The cron line ${cron} never comes true.`;
    } catch {
      return `The cron line ${cron} cannot be read: write minute, hour, day of month, month and day of week, as 0 3 * * *.`;
    }
  },
  next: (cron, timeZone, after) => read(cron, timeZone).nextRun(new Date(after))?.getTime() ?? null,
};

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

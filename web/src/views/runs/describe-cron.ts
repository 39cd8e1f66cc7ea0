/** The usual cron lines in words; whatever is more than that stays as it is written. */
import type { useText } from '../../text/text.tsx';

type Words = ReturnType<typeof useText>['schedules']['when'];

const MOST_MINUTES = 59;

export function describeCron(cron: string, words: Words): string | null {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...rest] = cron.trim().split(/\s+/);
  if (rest.length > 0 || month !== '*') return null;
  const time = timeOf(hour, minute);
  if (time === null) return day === '*' && weekday === '*' ? describeRepeated(minute, hour, words) : null;
  if (day === '*' && weekday === '*') return words.daily(time);
  if (weekday === '*') return isWhole(day) ? words.monthly(day, time) : null;
  if (day !== '*') return null;
  if (weekday === '1-5') return words.workingDays(time);
  const name = isWhole(weekday) ? words.weekdays[Number(weekday) % words.weekdays.length] : undefined;
  return name === undefined ? null : words.weekly(name, time);
}

function describeRepeated(minute: string, hour: string, words: Words): string | null {
  if (hour !== '*') return null;
  if (minute === '*') return words.minutes(1);
  const [, step] = /^\*\/(\d+)$/.exec(minute) ?? [];
  // */7 begins anew with every hour: not every seven minutes.
  if (step !== undefined) return 60 % Number(step) === 0 ? words.minutes(Number(step)) : null;
  return isWhole(minute) && Number(minute) <= MOST_MINUTES ? words.hourly(minute.padStart(2, '0')) : null;
}

const isWhole = (field: string): boolean => /^\d{1,2}$/.test(field);

const timeOf = (hour: string, minute: string): string | null =>
  isWhole(hour) && isWhole(minute) ? `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` : null;

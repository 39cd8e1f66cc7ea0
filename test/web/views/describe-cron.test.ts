import { expect, test } from 'vitest';
import { en } from '../../../web/src/text/en.ts';
import { describeCron } from '../../../web/src/views/runs/describe-cron.ts';

test.each([
  ['0 3 * * *', 'every day at 03:00'],
  ['30 2 * * 1', 'every Monday at 02:30'],
  ['30 2 * * 7', 'every Sunday at 02:30'],
  ['0 18 * * 1-5', 'every working day at 18:00'],
  ['5 0 1 * *', 'on day 1 of the month at 00:05'],
  ['* * * * *', 'every minute'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['7 * * * *', 'every hour, 07 minutes past'],
  // Each of these means something else than its simplest reading.
  ['*/7 * * * *', null],
  ['0 3 1 * 1', null],
  ['0 3 29 2 *', null],
  ['0 3 L * *', null],
  ['0 */2 * * *', null],
  ['@daily', null],
  ['', null],
])('%s is %s', (cron, words) => {
  expect(describeCron(cron, en.schedules.when)).toBe(words);
});

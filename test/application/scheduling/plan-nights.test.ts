/** The full run of every night: there from the beginning, and gone for good once somebody removes it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { croner } from '../../../server/src/adapters/cron.ts';
import { systemRandomness } from '../../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import { createSchedule, removeSchedule } from '../../../server/src/application/scheduling/manage-schedules.ts';
import { planNights } from '../../../server/src/application/scheduling/plan-nights.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import { millisecondsOf } from '../../../server/src/domain/time-point.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
let cases: CaseStore;
beforeEach(async () => {
  cases = await openSqliteCaseStore(':memory:');
});
afterEach(() => cases.close());

const deps = () => ({
  ...cases,
  cron: croner,
  chance: () => 0,
  clock: { now: () => NOW },
  randomness: systemRandomness,
});
const plan = async (zone = 'Europe/Berlin') => {
  const planned = await planNights(deps(), OPERATOR, zone);
  if (!planned.ok) throw new Error(planned.failure.message);
  return planned.value;
};
const all = () => cases.schedules.schedules(NOW);

it('is at three in the night of the server, and made once', async () => {
  const made = await plan();
  expect(made).toMatchObject({ job: 'detection', cron: '0 3 * * *', timeZone: 'Europe/Berlin', paused: false });
  expect(made?.nextRunAt && millisecondsOf(made.nextRunAt)).toBe(Date.UTC(2026, 2, 2, 2));
  expect(await plan()).toBeNull();
  expect(await all()).toHaveLength(1);
});

it('does not come back once it is removed', async () => {
  const made = await plan();
  await removeSchedule(deps(), OPERATOR, made?.id ?? '');
  expect(await plan()).toBeNull();
  expect(await all()).toEqual([]);
});

it('is not made where detection has a schedule already, nor when that is removed later', async () => {
  const own = await createSchedule(deps(), OPERATOR, { job: 'detection', cron: '0 22 * * 5', timeZone: 'UTC' });
  if (!own.ok) throw new Error(own.failure.message);
  expect(await plan()).toBeNull();
  await removeSchedule(deps(), OPERATOR, own.value.id);
  expect(await plan()).toBeNull();
  expect(await all()).toEqual([]);
});

it('is made beside a schedule for something else, and by UTC where the zone of the server is not known', async () => {
  await createSchedule(deps(), OPERATOR, { job: 'retention', cron: '0 22 * * 5', timeZone: 'UTC' });
  expect(await plan('Etc/Unknown')).toMatchObject({ timeZone: 'UTC' });
  expect(await all()).toHaveLength(2);
});

/** Schedules over GraphQL: mistakes are told in a sentence; seeing is for readers, changing for administrators. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { croner } from '../../server/src/adapters/cron.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
let stores: Stores;
let service: GraphqlService;
beforeEach(async () => {
  stores = await openStores();
  const planning = { cron: croner, chance: () => 0, clock: { now: () => NOW } };
  service = await serveGraphql(stores, { scheduling: { ...planning, ...stores.cases, randomness: systemRandomness } });
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

const CREATE = `mutation($cron: String!, $timeZone: String!) {
  createSchedule(job: RETENTION, cron: $cron, timeZone: $timeZone) { id job cron timeZone paused nextRunAt running stage problem }
}`;
const create = (cron: string, timeZone: string) =>
  service.ask(CREATE, { principal: OPERATOR, variables: { cron, timeZone } });

test('a schedule is made, paused, resumed, run and removed', async () => {
  const created = await create(' 0 3 * * * ', 'Europe/Berlin');
  expect(created.errors).toEqual([]);
  const schedule = created.data.createSchedule;
  expect(schedule).toMatchObject({ job: 'RETENTION', cron: '0 3 * * *', paused: false, running: false });
  expect(schedule.nextRunAt).toBe('2026-03-02T02:00:00.000Z');
  const asked = { principal: OPERATOR, variables: { id: schedule.id } };
  const pause = (paused: boolean) =>
    service.ask(`mutation($id: ID!) { setSchedulePaused(id: $id, paused: ${paused}) { paused nextRunAt } }`, asked);
  expect((await pause(true)).data.setSchedulePaused).toEqual({ paused: true, nextRunAt: null });
  expect((await pause(false)).data.setSchedulePaused).toEqual({ paused: false, nextRunAt: schedule.nextRunAt });
  const run = await service.ask('mutation($id: ID!) { runScheduleNow(id: $id) { nextRunAt } }', asked);
  expect(run.data.runScheduleNow.nextRunAt).toBe('2026-03-01T12:00:00.000Z');
  // Whoever may see runs may see what will run.
  expect((await service.ask('{ schedules { id } }')).data.schedules).toEqual([{ id: schedule.id }]);
  await service.ask('mutation($id: ID!) { removeSchedule(id: $id) { id } }', asked);
  expect((await service.ask('{ schedules { id } }')).data.schedules).toEqual([]);
});

test.each([
  ['daily', 'UTC', 'cannot be read'],
  ['0 0 30 2 *', 'UTC', 'never comes true'],
  ['0 3 * * *', 'Berlin', 'There is no time zone Berlin'],
])('what cannot be planned is refused in a sentence: %s in %s', async (cron, timeZone, sentence) => {
  const { errors } = await create(cron, timeZone);
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining(sentence),
    extensions: { code: 'INVALID_ARGUMENT' },
  });
});

test('only administrators change them, and one that is not there is told by its argument', async () => {
  const query = 'mutation { runScheduleNow(id: "sch_none") { id } }';
  expect((await service.ask(query)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  const missing = await service.ask(query, { principal: OPERATOR });
  expect(missing.errors[0]?.extensions).toEqual({ code: 'NOT_FOUND', argument: 'id' });
});

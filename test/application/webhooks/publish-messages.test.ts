/** What a published run tells: a message for each change, in the transaction of the run; of a trial nothing. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemRandomness } from '../../../server/src/adapters/randomness.ts';
import { createDetectRings } from '../../../server/src/application/detect-rings.ts';
import { toMessages } from '../../../server/src/application/webhooks/to-messages.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { toTimePoint } from '../../../server/src/domain/time-point.ts';
import { WEBHOOK_EVENTS } from '../../../server/src/domain/webhook.ts';
import { fillStores, openStores, type Stores } from '../../support/graphql-service.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';

let stores: Stores;
beforeEach(async () => {
  stores = await openStores();
  const none = { description: '', problem: null, previousSecretUntil: null, waitsUntil: null, createdAt: day(0) };
  const hook = { id: 'hook_a', url: 'https://a.example/', events: WEBHOOK_EVENTS, status: 'active', ...none } as const;
  await stores.cases.webhooks.add(hook, 'whsec_x');
});
afterEach(async () => {
  await stores.graph.close();
  await stores.cases.close();
});
const told = async () =>
  (await stores.cases.webhooks.deliveries({}, { first: 100 })).items.map(({ item }) => item.message);
const detect = (trial = false) => {
  const { graph, cases } = stores;
  const deps = { ...cases, graph, cases, clock: { now: () => Date.now() }, randomness: systemRandomness };
  return createDetectRings({ ...deps, codeVersion: 'test', peakRssBytes: () => 0 })(OPERATOR, { trial });
};

test('each ring born is told once, with ids and figures and no personal detail; the next equal run tells nothing', async () => {
  await fillStores(stores, 4_000);
  const rings = await stores.cases.rings.rings({}, { field: 'score', direction: 'desc' }, { first: 100 });
  const messages = await told();
  const births = messages.filter(({ type }) => type !== 'alert.opened');
  expect(births.length).toBe(rings.totalCount);
  expect(new Set(births.map(({ payload }) => JSON.parse(payload).data.ringId)).size).toBe(rings.totalCount);
  for (const { type, payload } of births) {
    expect(type).toBe('ring.created');
    expect(payload.length).toBeLessThan(20_000);
    expect(JSON.parse(payload)).toMatchObject({ type, data: { change: 'BORN', ring: { size: expect.any(Number) } } });
  }
  const alerts = await stores.cases.alerts.alerts({ statuses: ['OPEN'] }, { first: 100 });
  const heavy = rings.items.filter(({ item }) => item.severity !== 'LOW').map(({ item }) => item.id);
  expect(alerts.items.map(({ item }) => item.ringId).sort()).toEqual(heavy.sort());
  const opened = messages.filter(({ type }) => type === 'alert.opened').map(({ payload }) => JSON.parse(payload).data);
  expect(opened.map(({ alertId }) => alertId).sort()).toEqual(alerts.items.map(({ item }) => item.id).sort());
  expect(alerts.items.some(({ item }) => item.priorities.length > 0 && item.settlesAt !== null)).toBe(true);
  expect((await detect()).ok).toBe(true);
  expect((await detect(true)).ok).toBe(true);
  expect((await told()).length).toBe(messages.length);
});

test('the largest ring stays below 20 kB', () => {
  const joined: readonly EntityRef[] = Array.from({ length: 5_000 }, (_, i) => ({
    kind: 'Buyer',
    id: `b${i}`.padEnd(500, '名'),
  }));
  const change = { type: 'MERGED', ringId: 'rng_1', runId: 'run_1', at: day(1), joined, left: joined } as const;
  const others = Array.from({ length: 500 }, (_, i) => `rng_${i}`);
  const publishing = {
    run: aRun('run_1'),
    rings: [aRing('rng_1')],
    changes: [{ ...change, others, statement: 's' }],
    at: toTimePoint(0, 'SECOND'),
  };
  const [message] = toMessages(publishing, systemRandomness);
  expect(message?.type).toBe('ring.merged');
  expect(Buffer.byteLength(message?.payload ?? '')).toBeLessThan(20_000);
  expect(JSON.parse(message?.payload ?? '{}').data.joined.total).toBe(5_000);
});

test('messages are kept exactly when the run is', async () => {
  const message = { id: 'msg_1', type: 'ring.created', at: day(1), payload: '{}' } as const;
  const publication = { changes: [], messages: [message] };
  expect(await stores.cases.rings.publishRun(aRun('run_1'), [], { ...publication, basedOn: 'run_0' })).toBe(false);
  // The same ring twice breaks the run's transaction at its last step but one.
  await expect(
    stores.cases.rings.publishRun(aRun('run_1'), [aRing('rng_1'), aRing('rng_1')], publication),
  ).rejects.toThrow();
  expect(await told()).toEqual([]);
  await stores.cases.rings.publishRun(aRun('run_1'), [], publication);
  expect((await told()).map(({ id }) => id)).toEqual(['msg_1']);
});

test('a run that fails is told, without what nobody outside should read', async () => {
  vi.spyOn(stores.graph, 'loadColumns').mockRejectedValue(new Error('secret path /var/lib'));
  await expect(detect()).rejects.toThrow('secret path');
  const [message] = await told();
  expect(message?.type).toBe('run.failed');
  expect(message?.payload).not.toContain('secret');
});

/** Alerts over GraphQL: told by runs, dealt with by people, kept back by entries that run out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { gang, graphOf } from '../support/gangs.ts';
import { createFakeGraphStore, fakeEntity } from '../support/graph-store.fake.ts';
import { AUDITOR, type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';

const DAY_MS = 86_400_000;
let stores: Stores;
let service: GraphqlService;
let now: number;
const clock = { now: () => now };
beforeEach(async () => {
  now = Date.now();
  stores = await openStores();
  const graph = createFakeGraphStore({ entities: [fakeEntity('Buyer', 'x5'), fakeEntity('Device', 'x')], links: [] });
  service = await serveGraphql({ ...stores, graph }, { clock });
  await detect(graphOf(gang('x', 6)));
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

async function detect(columns: GraphColumns): Promise<void> {
  const graph = {
    ...createFakeGraphStore({ entities: [], links: [], events: [] }),
    loadColumns: async () => ({ columns, changeNumber: 1, counts: { entities: 0, links: 0, events: 0 } }),
  };
  const deps = { ...stores.cases, graph, clock, randomness: systemRandomness };
  const run = await createDetectRings({ ...deps, codeVersion: 'test', peakRssBytes: () => 0 })(OPERATOR, {});
  if (!run.ok) throw new Error(run.failure.message);
}
const ask = async (query: string, principal?: typeof OPERATOR) => {
  const reply = await service.ask(query, principal && { principal });
  expect(reply.errors).toEqual([]);
  return reply.data;
};
const codeOf = async (query: string, principal?: typeof OPERATOR) =>
  (await service.ask(query, principal && { principal })).errors[0]?.extensions.code;
const alerts = async (statuses = '[OPEN, ACKNOWLEDGED]') =>
  (
    await ask(`{ alerts(statuses: ${statuses}) { nodes { id status ringId reason raises closeReason
    handled { by note } steps { type by note } ring { id } } } }`)
  ).alerts.nodes;
const inDays = (days: number) => new Date(now + days * DAY_MS).toISOString();
const suppress = (target: string, { days = 30, kind = 'SUPPRESS', as = OPERATOR } = {}) =>
  ask(
    `mutation { suppressAlerts(kind: ${kind}, target: { ${target} }, reason: "a known office",
    until: "${inDays(days)}") { id status owner } }`,
    as,
  );

describe('an alert', () => {
  it('is seen to, closed with a reason, opened again, and remembers who did it and why', async () => {
    const [{ id, ...alert }] = await alerts();
    expect(alert).toMatchObject({ status: 'OPEN', raises: 1, handled: null, ring: { id: alert.ringId } });
    await ask(`mutation { acknowledgeAlert(id: "${id}", note: "mine") { id } }`);
    expect(await alerts('[ACKNOWLEDGED]')).toMatchObject([{ handled: { by: 'Anna', note: 'mine' } }]);
    await ask(`mutation { closeAlert(id: "${id}", reason: FALSE_ALARM, note: "one family") { id } }`);
    expect(await alerts()).toEqual([]);
    expect(await alerts('[CLOSED]')).toMatchObject([{ closeReason: 'FALSE_ALARM', handled: { note: 'one family' } }]);
    await ask(`mutation { reopenAlert(id: "${id}") { id } }`);
    const [{ steps }] = await alerts();
    expect(steps.map(({ type, by }: { type: string; by: string }) => `${type} ${by}`)).toEqual([
      'OPENED operator',
      'ACKNOWLEDGED Anna',
      'CLOSED Anna',
      'REOPENED Anna',
    ]);
  });

  it('stands on its ring, stays silent through a small change, and is told again by a material one', async () => {
    const [{ id, ringId }] = await alerts();
    await ask(`mutation { closeAlert(id: "${id}", reason: HANDLED) { id } }`);
    await detect(graphOf(gang('x', 7)));
    expect(await alerts()).toEqual([]);
    await detect(graphOf(gang('x', 9)));
    const [again] = await alerts();
    expect(again).toMatchObject({ ringId, status: 'OPEN', reason: expect.stringContaining('+3 accounts') });
    expect(again.id).not.toBe(id);
    expect((await ask(`{ ring(id: "${ringId}") { alert { id } } }`)).ring.alert.id).toBe(again.id);
    expect(await codeOf(`mutation { reopenAlert(id: "${id}") { id } }`)).toBe('INVALID_ARGUMENT');
  });

  it('closes when somebody judges its ring', async () => {
    const [{ ringId }] = await alerts();
    await ask(`mutation { setRingVerdict(ring: "${ringId}", verdict: IN_REVIEW, reason: OTHER) { id } }`);
    expect(await alerts()).toHaveLength(1);
    await ask(`mutation { setRingVerdict(ring: "${ringId}", verdict: DISMISSED, reason: HOUSEHOLD) { id } }`);
    expect(await alerts('[CLOSED]')).toMatchObject([
      { closeReason: 'JUDGED', handled: { note: 'dismissed: household' } },
    ]);
    await detect(graphOf(gang('x', 6)));
    expect(await alerts()).toEqual([]);
  });

  it('is not dealt with by whoever may not, twice, or where there is none', async () => {
    const [{ id }] = await alerts();
    const close = (which: string) => `mutation { closeAlert(id: "${which}", reason: HANDLED) { id } }`;
    expect(await codeOf(close(id), AUDITOR)).toBe('FORBIDDEN');
    expect(await codeOf(close('alr_none'))).toBe('NOT_FOUND');
    await ask(close(id));
    expect(await codeOf(close(id))).toBe('INVALID_ARGUMENT');
    expect((await ask('{ alert(id: "alr_none") { id } }')).alert).toBeNull();
  });

  it('is listed a page at a time, and a cursor of another list is refused', async () => {
    await detect(graphOf(gang('x', 6), gang('y', 7), gang('z', 8)));
    const first = (await ask('{ alerts(first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }'))
      .alerts;
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const { endCursor } = first.pageInfo;
    const rest = (await ask(`{ alerts(first: 2, after: "${endCursor}") { nodes { id } pageInfo { hasNextPage } } }`))
      .alerts;
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(3);
    expect(await codeOf(`{ suppressions(after: "${endCursor}") { nodes { id } } }`)).toBe('INVALID_ARGUMENT');
  });
});

describe('a suppression', () => {
  const listed = async (status = '') =>
    (
      await ask(
        `{ suppressions${status} { nodes { id status owner reason matches { nodes { ringId count statement } } } } }`,
      )
    ).suppressions.nodes;

  it('closes what it keeps back, records what it kept back, and is due for a look at its end', async () => {
    const [{ ringId }] = await alerts();
    const { suppressAlerts } = await suppress(`ring: "${ringId}"`);
    expect(suppressAlerts).toMatchObject({ status: 'IN_FORCE', owner: 'operator' });
    expect(await alerts('[CLOSED]')).toMatchObject([{ closeReason: 'SUPPRESSED' }]);
    await detect(graphOf(gang('x', 9)));
    await detect(graphOf(gang('x', 9)));
    expect(await alerts()).toEqual([]);
    const matches = { nodes: [{ ringId, count: 2, statement: expect.stringContaining('+3 accounts') }] };
    expect(await listed()).toMatchObject([{ id: suppressAlerts.id, status: 'IN_FORCE', matches }]);
    now += 31 * DAY_MS;
    expect(await listed('(status: DUE)')).toMatchObject([{ id: suppressAlerts.id, status: 'DUE' }]);
    await detect(graphOf(gang('x', 9)));
    expect(await alerts()).toHaveLength(1);
  });

  it('is renewed by whoever looks at it again, or ended', async () => {
    const { id } = (await suppress('entity: { kind: DEVICE, externalId: "x" }')).suppressAlerts;
    now += 31 * DAY_MS;
    const until = inDays(10);
    const renewed = await ask(
      `mutation { renewSuppression(id: "${id}", until: "${until}", reason: "still so") { status reason expiresAt } }`,
      OPERATOR,
    );
    expect(renewed.renewSuppression).toEqual({ status: 'IN_FORCE', reason: 'still so', expiresAt: until });
    await ask(`mutation { endSuppression(id: "${id}", note: "moved out") { status } }`, OPERATOR);
    expect(await listed()).toEqual([]);
    expect(await listed('(status: ENDED)')).toMatchObject([{ id, status: 'ENDED' }]);
    expect(await codeOf(`mutation { endSuppression(id: "${id}") { id } }`, OPERATOR)).toBe('INVALID_ARGUMENT');
  });

  it('on a range of IP addresses is listed by that range, and with every address in it', async () => {
    const { id } = (await suppress('range: "198.51.100.0/24"', { kind: 'ALLOW', days: 300 })).suppressAlerts;
    const fields = '{ id kind range entity { id } }';
    const entry = { id, kind: 'ALLOW', range: '198.51.100.0/24', entity: null };
    expect((await ask(`{ suppressions { nodes ${fields} } }`)).suppressions.nodes).toEqual([entry]);
    const of = async (address: string) =>
      (await ask(`{ suppressionsOf(entity: { kind: IP_ADDRESS, externalId: "${address}" }) ${fields} }`))
        .suppressionsOf;
    expect(await of('198.51.100.9')).toEqual([entry]);
    expect(await of('198.51.101.9')).toEqual([]);
    const wrong = `mutation { suppressAlerts(kind: ALLOW, target: { range: "198.51.100.9/24" }, reason: "r", until: "${inDays(1)}") { id } }`;
    expect(await codeOf(wrong, OPERATOR)).toBe('INVALID_ARGUMENT');
    expect(await codeOf(wrong)).toBe('FORBIDDEN');
  });

  it('of more than one ring is not for everybody; none is without a reason, an end, or a target', async () => {
    const [{ ringId }] = await alerts();
    const add = (target: string, { reason = 'r', until = inDays(1) } = {}) =>
      `mutation { suppressAlerts(target: { ${target} }, reason: "${reason}", until: "${until}") { id } }`;
    expect(await codeOf(add('typology: BRUSHING'))).toBe('FORBIDDEN');
    expect(await codeOf(add(`ring: "${ringId}"`), AUDITOR)).toBe('FORBIDDEN');
    for (const bad of [
      add(''),
      add(`ring: "${ringId}", typology: BRUSHING`),
      add(`ring: "${ringId}"`, { reason: ' ' }),
    ]) {
      expect(await codeOf(bad, OPERATOR)).toBe('INVALID_ARGUMENT');
    }
    for (const until of [inDays(-1), inDays(91)]) {
      expect(await codeOf(add(`ring: "${ringId}"`, { until }))).toBe('INVALID_ARGUMENT');
    }
    expect(await codeOf(add('ring: "rng_none"'))).toBe('NOT_FOUND');
    expect(await codeOf(add('entity: { kind: BUYER, externalId: "nobody" }'), OPERATOR)).toBe('NOT_FOUND');
    expect(await alerts()).toHaveLength(1);
    expect(await codeOf(add(`ring: "${ringId}"`))).toBeUndefined();
    expect(await alerts()).toEqual([]);
  });
});

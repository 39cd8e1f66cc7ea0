/** Newcomers over GraphQL: listed page by page with why and how they are tied, worked off, and kept to who may see. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { screenRegistrations } from '../../server/src/application/newcomers/screen-registrations.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { buyer, device, entity, usesDevice } from '../contract/graph-store/builders.ts';
import { AUDITOR, type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

let stores: Stores;
let service: GraphqlService;
beforeEach(async () => {
  stores = await openStores();
  service = await serveGraphql(stores);
  const session = await stores.graph.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  const fraud = entity(buyer('fraud'), { risk: { label: 'confirmedFraud' } });
  await session.value.write([
    ...['n1', 'n2', 'n3'].map((id) => entity(buyer(id), { createdAt: day(9) })),
    ...['m1', 'n1', 'n2'].map((id) => usesDevice(buyer(id), device('d'))),
    ...['fraud', 'n3'].map((id) => usesDevice(buyer(id), device('e'))),
    fraud,
  ]);
  await session.value.close();
  const member = { ...buyer('m1'), role: 'CORE', confidence: 1, reason: 'test' } as const;
  const ring = aRing('rng_a', { members: [member], confidence: 1 });
  await stores.cases.rings.publishRun(aRun('run_1', { published: true, asOf: day(10) }), [ring]);
  const deps = { ...stores.cases, graph: stores.graph, clock: { now: Date.now }, randomness: systemRandomness };
  await screenRegistrations(deps, OPERATOR);
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

const FIELDS = `id status risk statement registeredAt foundAt account { externalId } ring { id severity }
  confirmedFraud { externalId } keptBackBy { id } handled { by note }
  path { from { externalId } to { externalId } accounts known statement }`;
const ask = async (query: string) => {
  const reply = await service.ask(query);
  expect(reply.errors).toEqual([]);
  return reply.data;
};

test('come highest risk first, page by page, with what they are tied to and how', async () => {
  const first = await ask(
    `{ newcomers(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { ${FIELDS} } } }`,
  );
  expect(first.newcomers).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  expect(first.newcomers.nodes).toMatchObject([
    {
      account: { externalId: 'n3' },
      risk: 0.65,
      ring: null,
      confirmedFraud: { externalId: 'fraud' },
      registeredAt: '2026-03-10T00:00:00Z',
      path: [
        { from: { externalId: 'n3' }, to: { externalId: 'e' }, accounts: 1, known: 1 },
        { to: { externalId: 'fraud' } },
      ],
    },
  ]);
  const { endCursor } = first.newcomers.pageInfo;
  const rest = await ask(`{ newcomers(after: "${endCursor}") { nodes { account { externalId } ring { id } } } }`);
  expect(rest.newcomers.nodes.map(({ ring }: { ring: { id: string } }) => ring.id)).toEqual(['rng_a', 'rng_a']);
  expect((await ask('{ newcomers(ring: "rng_a") { totalCount } }')).newcomers.totalCount).toBe(2);
  expect((await ask('{ newcomers(ring: "rng_b") { totalCount nodes { id } } }')).newcomers.nodes).toEqual([]);
});

test('one is closed with a note, is on the list of the closed, and is opened again', async () => {
  const { id } = (await ask('{ newcomers { nodes { id } } }')).newcomers.nodes[0];
  const closed = await ask(
    `mutation { closeNewcomer(id: "${id}", note: "a flat share") { status handled { by note } } }`,
  );
  expect(closed.closeNewcomer).toEqual({ status: 'CLOSED', handled: { by: 'Anna', note: 'a flat share' } });
  expect((await ask('{ newcomers { totalCount } }')).newcomers.totalCount).toBe(2);
  expect((await ask('{ newcomers(statuses: [CLOSED]) { nodes { id } } }')).newcomers.nodes).toEqual([{ id }]);
  expect((await ask(`mutation { reopenNewcomer(id: "${id}") { status } }`)).reopenNewcomer.status).toBe('OPEN');
});

test('who may not see the graph does not see them, and a cursor of another list is refused', async () => {
  const refused = await service.ask('{ newcomers { totalCount } }', { principal: AUDITOR });
  expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
  const wrong = await service.ask('{ newcomers(after: "abc") { totalCount } }');
  expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT' });
});

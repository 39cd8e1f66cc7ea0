/** What was said of a ring, or of a member, goes with it into the ring that took its ring in. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followRings } from '../../server/src/detection/lineage.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { clearedAccounts } from '../../server/src/domain/verdict.ts';
import { type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const ring = (id: string, names: string): Ring =>
  aRing(id, {
    size: names.length,
    identifiers: [],
    members: [...names].map((name) => ({ kind: 'Buyer', id: name, role: 'CORE', confidence: 1, reason: 'r' })),
  });
let stores: Stores;
let service: GraphqlService;
const FIRST = [ring('rng_a', 'pqrst'), ring('rng_b', 'xyz')];

beforeEach(async () => {
  stores = await openStores();
  service = await serveGraphql(stores);
  await stores.cases.rings.publishRun(
    aRun('run_1', { asOf: day(1) }),
    FIRST,
    followRings([], FIRST, { runId: 'run_1', at: day(1) }),
  );
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

/** a takes in b. */
async function merge(): Promise<void> {
  const second = [ring('rng_a', 'pqrstxyz')];
  const later = followRings(FIRST, second, { runId: 'run_2', at: day(5) });
  await stores.cases.rings.publishRun(aRun('run_2', { asOf: day(5) }), [...second, ...later.ended], later);
}
const give = (id: string, verdict: string, last = '') =>
  service.ask(`mutation { setMemberVerdict(ring: "${id}", member: { kind: BUYER, externalId: "x" },
    verdict: ${verdict}, reason: OTHER ${last}) { id } }`);
async function said(): Promise<{ readonly verdict: string; readonly at: string } | undefined> {
  const { data } = await service.ask(
    '{ ring(id: "rng_a") { members { nodes { entity { externalId } verdict { verdict at } } } } }',
  );
  const nodes: readonly { entity: { externalId: string }; verdict: never }[] = data.ring.members.nodes;
  return nodes.find(({ entity }) => entity.externalId === 'x')?.verdict;
}

test('it is shown there, and what is said there takes the place of what was said before', async () => {
  await give('rng_b', 'INVOLVED');
  expect(await said()).toBeUndefined();
  await merge();
  expect(await said()).toMatchObject({ verdict: 'INVOLVED' });
  const blind = await give('rng_a', 'NOT_INVOLVED', ', lastVerdictAt: null');
  expect(blind.errors[0]?.extensions.code).toBe('CHANGED_MEANWHILE');
  await give('rng_a', 'NOT_INVOLVED', `, lastVerdictAt: "${(await said())?.at}"`);
  expect(await said()).toMatchObject({ verdict: 'NOT_INVOLVED' });
  expect([...clearedAccounts(await stores.cases.verdicts.current()).keys()]).toEqual(['Buyer:x']);
});

test('of a ring that is still there it stays with whoever still belongs to it', async () => {
  await give('rng_b', 'INVOLVED');
  const second = [...FIRST, ring('rng_c', 'xy')];
  const later = followRings(FIRST, second, { runId: 'run_2', at: day(5) });
  await stores.cases.rings.publishRun(aRun('run_2', { asOf: day(5) }), second, later);
  await give('rng_c', 'NOT_INVOLVED');
  const { members } = await stores.cases.verdicts.current();
  expect([...members].map(([id, own]) => [id, own.get('Buyer:x')?.verdict])).toEqual([
    ['rng_b', 'INVOLVED'],
    ['rng_c', 'NOT_INVOLVED'],
  ]);
});

test('what was said of the ring stands among the earlier verdicts, where the other has one of its own', async () => {
  const judge = (id: string, verdict: string) =>
    service.ask(`mutation { setRingVerdict(ring: "${id}", verdict: ${verdict}, reason: OTHER) { id } }`);
  await judge('rng_b', 'DISMISSED');
  await judge('rng_a', 'CONFIRMED');
  await merge();
  const { data } = await service.ask(
    '{ ring(id: "rng_b") { id verdict { verdict } verdicts { verdict inheritedFrom } } }',
  );
  expect(data.ring).toEqual({
    id: 'rng_a',
    verdict: { verdict: 'CONFIRMED' },
    verdicts: [
      { verdict: 'DISMISSED', inheritedFrom: 'rng_b' },
      { verdict: 'CONFIRMED', inheritedFrom: null },
    ],
  });
});

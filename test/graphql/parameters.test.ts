/** Parameters and the review capacity over GraphQL: seen by readers, changed by those who may. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { fillStores, type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';

let stores: Stores;
let service: GraphqlService;
const clock = { now: () => Date.now() };
beforeAll(async () => {
  stores = await openStores();
  await fillStores(stores, 3_000);
  service = await serveGraphql(stores, { tuning: { ...stores.cases, clock, randomness: systemRandomness } });
});
afterAll(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

const asOperator = (query: string, variables: unknown = {}) => service.ask(query, { principal: OPERATOR, variables });
const ADD = `mutation($name: String!, $changes: [ParameterInput!]!) {
  addParameterSet(name: $name, changes: $changes, why: "to see") { id name hash by inForce changed { path value standard min max unit } }
}`;

test('a set is saved, put in force and taken back, and who may read sees it', async () => {
  const changes = [{ path: 'typologies.BRUSHING.leastBuyers', value: 5 }];
  const added = await asOperator(ADD, { name: 'strict', changes });
  expect(added.errors).toEqual([]);
  expect(added.data.addParameterSet).toMatchObject({
    ...{ name: 'strict', by: 'operator', inForce: false },
    changed: [{ path: 'typologies.BRUSHING.leastBuyers', value: 5, standard: 3, min: 1, max: 1000, unit: 'buyers' }],
  });
  await asOperator('mutation { activateParameterSet(set: "strict", why: "better") { inForce } }');
  const SEEN = '{ parameterSets { name inForce at } parameterActivations { set { name } why by } }';
  const seen = (await service.ask(SEEN)).data;
  expect(seen.parameterSets.map((set: { name: string; inForce: boolean }) => [set.name, set.inForce])).toEqual([
    ['standard', false],
    ['strict', true],
  ]);
  expect(seen.parameterSets[0].at).toBeNull();
  expect(seen.parameterActivations).toEqual([{ set: { name: 'strict' }, why: 'better', by: 'operator' }]);
  const reverted = await asOperator('mutation { revertParameterSet(why: "worse") { name inForce } }');
  expect(reverted.data.revertParameterSet).toEqual({ name: 'standard', inForce: true });
});

test('mistakes are named all at once, and whoever may not is refused', async () => {
  const changes = [
    { path: 'highScore', value: 500 },
    { path: 'typologies.BRUSHING.nonsense', value: 1 },
  ];
  const { errors } = await asOperator(ADD, { name: 'bad', changes });
  expect(errors[0]?.extensions.code).toBe('INVALID_ARGUMENT');
  expect(errors[0]?.message).toMatch(/highScore must be a number from 0 to 100 \(points\).*nonsense/);
  const unknown = await asOperator('mutation { activateParameterSet(set: "none", why: "x") { id } }');
  expect(unknown.errors[0]?.extensions).toEqual({ code: 'NOT_FOUND', argument: 'set' });
  for (const mutation of [
    'addParameterSet(name: "x", changes: [], why: "x") { id }',
    'activateParameterSet(set: "standard", why: "x") { id }',
    'revertParameterSet(why: "x") { id }',
    'setReviewCapacity(ringsPerDay: 5) { days }',
  ]) {
    const refused = await service.ask(`mutation { ${mutation} }`);
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
  }
});

test('two runs are compared by either kind of id, at every threshold', async () => {
  const deps = { ...stores.cases, graph: stores.graph, clock, randomness: systemRandomness };
  const detect = createDetectRings({ ...deps, codeVersion: 'test', peakRssBytes: () => 0 });
  const trial = await detect(OPERATOR, { parameters: { minScore: 45, mediumScore: 45, highScore: 45 }, trial: true });
  if (!trial.ok) throw new Error(trial.failure.message);
  const published = (await stores.cases.rings.latestPublishedRun())?.id;
  const QUERY = `query($first: ID!, $second: ID!) { compareRuns(first: $first, second: $second) {
    first { id runId parametersHash } second { runId published } sameResult differentInput gained lost lostConfirmed unchanged
    changed { id joined left scoreBefore scoreAfter severityBefore severityAfter }
    judged { minSeverity minScore before { rings precision } after { rings } }
  } }`;
  const compared = await service.ask(QUERY, { variables: { first: published, second: trial.value.id } });
  expect(compared.errors).toEqual([]);
  const { first, gained, lost, judged, differentInput } = compared.data.compareRuns;
  expect(differentInput).toEqual(['minScore', 'mediumScore', 'highScore']);
  expect(first.parametersHash).toMatch(/^[0-9a-f]{64}$/);
  expect(gained).toEqual([]);
  expect(lost.length).toBeGreaterThan(0);
  const low = judged.find(({ minSeverity }: { minSeverity: string }) => minSeverity === 'LOW');
  expect(low.before.rings - low.after.rings).toBe(lost.length);
  expect(low.before.precision).toBeNull();
  const again = await service.ask(QUERY, { variables: { first: first.id, second: trial.value.id } });
  expect(again.data).toEqual(compared.data);
});

test('the list of rings says how far the capacity reaches', async () => {
  const LIST =
    '{ rings(first: 1) { totalCount reviewQueue { capacity { ringsPerDay } reach { severity score } reachesAll open { severity count } inflow { perDay } } } }';
  const before = (await service.ask(LIST)).data.rings.reviewQueue;
  expect([before.capacity, before.reach, before.inflow]).toEqual([null, null, null]);
  const set = await asOperator(
    'mutation { setReviewCapacity(ringsPerDay: 1, why: "one") { capacity { ringsPerDay why by } reach { severity } } }',
  );
  expect(set.data.setReviewCapacity.capacity).toEqual({ ringsPerDay: 1, why: 'one', by: 'operator' });
  const { reviewQueue, totalCount } = (await service.ask(LIST)).data.rings;
  expect(reviewQueue.open.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(totalCount);
  expect(reviewQueue.reach.severity).toBe(reviewQueue.open.find(({ count }: { count: number }) => count > 0).severity);
  const wrong = await asOperator('mutation { setReviewCapacity(ringsPerDay: 0) { days } }');
  expect(wrong.errors[0]?.message).toContain('1 to 100000');
});

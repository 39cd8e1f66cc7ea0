/** What goes wrong inside stays inside: one fixed sentence with an id, the same whichever way the query was run. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { FailureError, failure } from '../../server/src/domain/failure.ts';
import { createGraphqlHandler, type HttpAnswer } from '../../server/src/graphql/handler.ts';
import { AUDITOR, INVESTIGATOR } from '../support/graphql-service.ts';
import { createTripwire } from '../support/tripwire.ts';

const SECRET = 'bolt://neo4j:hunter2@10.1.2.3:7687';
const QUERY = '{ viewer { name } entity(ref: { kind: BUYER, externalId: "b1" }) { id } }';

async function serve(answer: (method: string) => unknown, now: () => number = () => 1_000) {
  const logged: { readonly error: unknown; readonly id: string }[] = [];
  const { touched, ...stores } = createTripwire(answer);
  const handler = await createGraphqlHandler({
    ...stores,
    randomness: systemRandomness,
    clock: { now },
    environment: 'production',
    version: 'test',
    onUnexpected: (error, id) => void logged.push({ error, id }),
  });
  const ask = async (query = QUERY, principal = INVESTIGATOR) =>
    read(
      await handler.handle({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
        principal,
      }),
    );
  return { ask, logged, touched, handler };
}

const read = (answer: HttpAnswer) => ({ ...answer, json: JSON.parse(answer.body) });

afterEach(() => vi.useRealTimers());

describe('an error of a store', () => {
  test.each<[string, unknown]>([
    ['an error', new Error(`connection to ${SECRET} failed`)],
    ['an error that carries a code of ours', Object.assign(new Error(SECRET), { extensions: { code: 'FORBIDDEN' } })],
    ['a failure that is not for clients', new FailureError(failure('STORE_UNAVAILABLE', SECRET))],
    ['a text', SECRET],
    ['an object', { url: SECRET }],
  ])('%s is masked, with an id that the log has too', async (_, thrown) => {
    const { ask, logged } = await serve(() => Promise.reject(thrown));
    const ids: string[] = [];
    // The first run walks the document, the second compiles it, the third runs what was compiled.
    for (const _round of [1, 2, 3]) {
      const { status, body, json } = await ask();
      expect(status).toBe(200);
      expect(json.data).toEqual({ viewer: { name: 'Anna' }, entity: null });
      expect(json.errors[0].message).toMatch(/^Something went wrong on our side\. Quote ID \S+ when you report it\.$/);
      expect(json.errors[0].path).toEqual(['entity']);
      expect(body).not.toMatch(/hunter2|bolt|10\.1\.2\.3|stack|\.ts/);
      ids.push(json.errors[0].extensions.correlationId);
    }
    expect(logged.map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
    if (thrown instanceof Error) expect(logged.every(({ error }) => error === thrown)).toBe(true);
  });

  test('one that does not answer is told as such, without where it is', async () => {
    const lost = new FailureError(failure('STORE_UNREACHABLE', SECRET));
    const { ask, logged } = await serve(() => Promise.reject(lost));
    const { body, json } = await ask();
    const { code, correlationId } = json.errors[0].extensions;
    expect(code).toBe('STORE_UNREACHABLE');
    expect(json.errors[0].message).toBe(
      `The graph store cannot answer just now; nothing is lost. Try again in a moment, and quote ID ${correlationId} if it lasts.`,
    );
    expect(body).not.toContain(SECRET);
    expect(logged).toEqual([{ error: lost, id: correlationId }]);
  });

  test('an answer that does not fit the schema is masked too', async () => {
    const { ask } = await serve(() => Promise.resolve([{ kind: 'Nonsense', id: 'x', status: null, attributes: {} }]));
    for (const _round of [1, 2]) {
      const { json } = await ask('{ entity(ref: { kind: BUYER, externalId: "b1" }) { kind status } }');
      expect(json.data).toEqual({ entity: null });
      expect(json.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
  });
});

test('a refused argument deep in a store keeps its sentence', async () => {
  const refusal = failure('INVALID_ARGUMENT', 'the cursor does not belong to this list and order');
  const { ask, logged } = await serve(() => Promise.reject(new FailureError(refusal)));
  for (const _round of [1, 2]) {
    const { json } = await ask('{ events(first: 1) { totalCount } }');
    expect(json.errors[0]).toMatchObject({ message: refusal.message, extensions: { code: 'INVALID_ARGUMENT' } });
  }
  expect(logged).toEqual([]);
});

test('an auditor is refused entities by code, and no store is asked', async () => {
  const { ask, touched } = await serve(() => Promise.resolve(null));
  for (const query of [
    QUERY,
    '{ viewer { name } events { totalCount } }',
    '{ viewer { name } search(text: "x") { totalCount } }',
    '{ viewer { name } neighbourhood(of: [{ kind: BUYER, externalId: "b1" }]) { truncated } }',
    '{ viewer { name } paths(from: { kind: BUYER, externalId: "a" }, to: { kind: BUYER, externalId: "b" }) { length } }',
    '{ viewer { name } investigate(refs: [], ids: ["x"]) { unknown } }',
    `{ viewer { name } node(id: "${Buffer.from('n\nBuyer\nb1').toString('base64url')}") { id } }`,
  ]) {
    const { json } = await ask(query, AUDITOR);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  }
  expect(touched).toEqual([]);
});

test('a store that never answers is given up after ten seconds', async () => {
  const { ask } = await serve(() => new Promise(() => {}));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = ask();
  await vi.advanceTimersByTimeAsync(10_001);
  const { status, json } = await asked;
  expect(status).toBe(503);
  expect(json.errors[0]).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } });
  expect(json.errors[0].message).toMatch(/longer than 10 seconds/);
});

test('after its time a request reads nothing more', async () => {
  let now = 0;
  const answer = (method: string) => {
    now += 6_000;
    if (method === 'events') return Promise.resolve({ items: [], hasNext: false, totalCount: 0 });
    return Promise.resolve(method === 'entities' ? [null, null] : []);
  };
  const { ask, touched } = await serve(answer, () => now);
  const of = '[{ kind: BUYER, externalId: "a" }]';
  const { json } = await ask(`{ neighbourhood(of: ${of}, depth: 3) { truncated } events { totalCount } }`);
  expect(touched.length).toBeLessThanOrEqual(3);
  expect(json.errors.some((error: { message: string }) => /longer than 10 seconds/.test(error.message))).toBe(true);
});

test('introspection is answered to a service key in production', async () => {
  const { ask } = await serve(() => Promise.resolve(null));
  const { json } = await ask('{ __schema { queryType { name } } }', { ...INVESTIGATOR, via: 'key' });
  expect(json.data.__schema.queryType.name).toBe('Query');
});

/**
 * Hostile requests. Each must be refused with a clear sentence and a code, before a store is touched, with nothing of
 * the inside in the answer, and the next honest request must be answered.
 */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createGraphqlHandler, type HttpRequest } from '../../server/src/graphql/handler.ts';
import { INVESTIGATOR } from '../support/graphql-service.ts';
import { createTripwire } from '../support/tripwire.ts';

const wire = createTripwire();
const unexpected: unknown[] = [];
const handler = await createGraphqlHandler({
  graph: wire.graph,
  rings: wire.rings,
  clock: { now: () => Date.now() },
  environment: 'production',
  version: 'test',
  onUnexpected: (error) => void unexpected.push(error),
});

beforeEach(() => {
  wire.touched.length = 0;
  unexpected.length = 0;
});
afterAll(() => handler.stop());

type Request = Partial<HttpRequest> & { readonly query?: unknown; readonly variables?: unknown };
type Refusal = { readonly status: number; readonly code: string; readonly says: RegExp };

const send = ({ query, variables, ...rest }: Request) =>
  handler.handle({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    principal: INVESTIGATOR,
    ...rest,
  });

const INSIDE = /node_modules|\.ts:|\.js:|at Object|at async|stack|\/work|sqlite|password/i;

async function expectRefusal(request: Request, { status, code, says }: Refusal): Promise<void> {
  const answer = await send(request);
  const body = JSON.parse(answer.body);
  expect(body.errors?.[0]?.message ?? 'no error').toMatch(says);
  expect({ status: answer.status, code: body.errors[0].extensions.code }).toEqual({ status, code });
  expect(answer.body).not.toMatch(INSIDE);
  expect(answer.body.length).toBeLessThan(5_000);
  expect(body.data ?? null).toBeNull();
  expect(wire.touched).toEqual([]);
  expect(unexpected).toEqual([]);
  const next = await send({ query: '{ viewer { name } }' });
  expect(JSON.parse(next.body)).toEqual({ data: { viewer: { name: 'Anna' } } });
}

const LIMIT = { status: 422, code: 'LIMIT_EXCEEDED' };
const ARGUMENT = { status: 422, code: 'INVALID_ARGUMENT' };
const INVALID = { status: 422, code: 'GRAPHQL_VALIDATION_FAILED' };
const ref = '{ kind: BUYER, externalId: "b1" }';
const refs = (count: number) => Array.from({ length: count }, (_, i) => ({ kind: 'BUYER', externalId: `b${i}` }));
const many = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

describe('a query that multiplies work is refused', () => {
  const deep = `{ ring(id: "rng_1") { members { nodes { entity { rings { nodes { members { nodes { role } } } } } } } } }`;
  const laughs = (levels: number): string =>
    `{ viewer { ...f0 } } ${many(levels, (i) => `fragment f${i} on Viewer { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Viewer { a: name b: role }`;
  test.each<[string, string, Refusal]>([
    [
      '1,000 aliases',
      `{ ${many(1_000, (i) => `a${i}: viewer { name }`)} }`,
      { ...LIMIT, says: /more than 1000 tokens/ },
    ],
    [
      '16 aliases',
      `{ ${many(16, (i) => `a${i}: viewer { name }`)} }`,
      { ...LIMIT, says: /16 aliases; the limit is 15/ },
    ],
    ['aliases hidden in fragments', laughs(10), { ...LIMIT, says: /aliases; the limit is 15/ }],
    ['fragments within fragments within fragments', laughs(60), { ...LIMIT, says: /aliases; the limit is 15/ }],
    ['nine levels', deep, { ...LIMIT, says: /9 fields deep; the limit is 8/ }],
    [
      'levels hidden in fragments',
      `{ ring(id: "rng_1") { ...a } } fragment a on Ring { members { nodes { entity { ...b } } } } fragment b on Entity { rings { nodes { members { nodes { role } } } } }`,
      { ...LIMIT, says: /deep; the limit is 8/ },
    ],
    ['1,001 tokens', `{ viewer { ${many(1_000, () => 'name')} } }`, { ...LIMIT, says: /more than 1000 tokens/ }],
    [
      '51 directives',
      `{ viewer { name ${many(51, () => '@include(if: true)')} } }`,
      { ...LIMIT, says: /51 directives; the limit is 50/ },
    ],
    [
      'directives spread over fields',
      `{ viewer { ${many(60, () => 'name @include(if: true)')} } }`,
      { ...LIMIT, says: /60 directives; the limit is 50/ },
    ],
    [
      'a hundred rings with a hundred members looked up one by one',
      '{ rings(first: 100) { nodes { members(first: 100) { nodes { entity { label } otherRings { id } } } } } }',
      { ...LIMIT, says: /would cost \d+; the limit is 5000/ },
    ],
    [
      'a picture for each of a hundred rings',
      '{ rings(first: 100) { nodes { graph(limit: 1000) { nodes { id } } } } }',
      { ...LIMIT, says: /would cost/ },
    ],
    [
      'a fragment within itself',
      '{ viewer { ...a } } fragment a on Viewer { name ...a }',
      { ...INVALID, says: /Cannot spread fragment "a" within itself/ },
    ],
    [
      'two fragments within each other',
      '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }',
      { ...INVALID, says: /within itself/ },
    ],
    [
      'unknown fields with suggestions',
      '{ viewr { name } rinfs { id } }',
      { ...INVALID, says: /^Cannot query field "viewr" on type "Query"\.$/ },
    ],
    [
      'an unknown enum value',
      `{ entity(ref: { kind: BUYR, externalId: "x" }) { id } }`,
      { ...INVALID, says: /"BUYR" does not exist in "EntityKind" enum\.$/ },
    ],
    [
      'an unknown argument',
      '{ rings(frist: 3) { totalCount } }',
      { ...INVALID, says: /Unknown argument "frist" on field "Query\.rings"\.$/ },
    ],
    ['@defer', '{ viewer { ... @defer { name } } }', { ...INVALID, says: /Unknown directive "@defer"/ }],
    ['a mutation', 'mutation { drop }', { ...INVALID, says: /answers no mutation here/ }],
    ['a subscription', 'subscription { all }', { ...INVALID, says: /answers no subscription here/ }],
    [
      'the schema, in production, by a browser session',
      '{ __schema { types { name } } }',
      { status: 403, code: 'FORBIDDEN', says: /only to service keys/ },
    ],
    [
      'the schema behind a fragment',
      '{ ...s } fragment s on Query { x: __type(name: "Query") { name } }',
      { status: 403, code: 'FORBIDDEN', says: /only to service keys/ },
    ],
    ['broken syntax', '{ viewer { name }', { status: 400, code: 'GRAPHQL_PARSE_FAILED', says: /Syntax Error/ }],
    ['3,000 brackets', '{'.repeat(3_000), { status: 400, code: 'GRAPHQL_PARSE_FAILED', says: /Syntax Error/ }],
    [
      'two operations without a name',
      'query A { viewer { name } } query B { viewer { role } }',
      { status: 422, code: 'OPERATION_RESOLUTION_FAILURE', says: /Must provide operation name/ },
    ],
  ])('%s', (_, query, refusal) => expectRefusal({ query }, refusal));
});

describe('a number out of range is refused by name', () => {
  const page = (first: unknown) => ({
    query: 'query($n: Int) { events(first: $n) { totalCount } }',
    variables: { n: first },
  });
  test.each<[string, Request, Refusal]>([
    [
      'first: 99999999',
      { query: '{ rings(first: 99999999) { totalCount } }' },
      { ...LIMIT, says: /rings\.first is 99999999; it must be from 1 to 100/ },
    ],
    ['first in a variable', page(101), { ...LIMIT, says: /events\.first is 101/ }],
    ['first: 0', page(0), { ...LIMIT, says: /events\.first is 0/ }],
    ['first: -1', page(-1), { ...LIMIT, says: /events\.first is -1/ }],
    [
      'first beyond 32 bits',
      page(2 ** 40),
      { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non 32-bit signed integer/ },
    ],
    ['first as text', page('10'), { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non-integer value/ }],
    [
      'first as a fraction',
      page(1.5),
      { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non-integer value/ },
    ],
    [
      'first as an object',
      page({ $gt: 0 }),
      { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non-integer value/ },
    ],
    ['last', { query: '{ rings(last: 1000) { totalCount } }' }, { ...LIMIT, says: /rings\.last is 1000/ }],
    [
      'a nested first',
      { query: '{ ring(id: "rng_1") { members(first: 500) { totalCount } } }' },
      { ...LIMIT, says: /members\.first is 500/ },
    ],
    [
      'a first in an unused fragment branch',
      { query: '{ node(id: "x") { ... on Ring { members(first: 500) { totalCount } } } }' },
      { ...LIMIT, says: /members\.first/ },
    ],
    [
      'a first that is skipped',
      { query: '{ viewer { name } rings(first: 500) @skip(if: true) { totalCount } }' },
      { ...LIMIT, says: /rings\.first/ },
    ],
    [
      'limit: 1001',
      { query: `{ neighbourhood(of: [${ref}], limit: 1001) { truncated } }` },
      { ...LIMIT, says: /neighbourhood\.limit is 1001; it must be from 1 to 1000/ },
    ],
    [
      'a ring picture of 5,000',
      { query: '{ ring(id: "rng_1") { graph(limit: 5000) { truncated } } }' },
      { ...LIMIT, says: /graph\.limit is 5000/ },
    ],
    [
      'depth: 4',
      { query: `{ neighbourhood(of: [${ref}], depth: 4) { truncated } }` },
      { ...LIMIT, says: /neighbourhood\.depth is 4; it must be from 1 to 3/ },
    ],
    [
      'maxLength: 100',
      { query: `{ paths(from: ${ref}, to: ${ref}, maxLength: 100) { length } }` },
      { ...LIMIT, says: /paths\.maxLength is 100/ },
    ],
    [
      'count: 1000',
      { query: `{ paths(from: ${ref}, to: ${ref}, count: 1000) { length } }` },
      { ...LIMIT, says: /paths\.count is 1000/ },
    ],
    [
      'maxHops: 50',
      { query: `{ investigate(refs: [${ref}], maxHops: 50) { unknown } }` },
      { ...LIMIT, says: /investigate\.maxHops is 50/ },
    ],
    [
      'buckets: 1000000',
      { query: '{ ring(id: "rng_1") { timeline(buckets: 1000000) { omitted } } }' },
      { ...LIMIT, says: /timeline\.buckets/ },
    ],
    [
      '501 references',
      { query: 'query($of: [EntityRef!]!) { neighbourhood(of: $of) { truncated } }', variables: { of: refs(501) } },
      { ...LIMIT, says: /neighbourhood\.of has 501 entries; the limit is 500/ },
    ],
    [
      '501 references of mixed forms',
      {
        query: 'query($refs: [EntityRef!]!, $ids: [String!]) { investigate(refs: $refs, ids: $ids) { unknown } }',
        variables: { refs: refs(300), ids: refs(201).map((one) => one.externalId) },
      },
      { ...LIMIT, says: /investigate\.refs \(with orderIds and ids\) has 501 entries/ },
    ],
    [
      '501 markets',
      {
        query: 'query($m: [String!]) { rings(filter: { markets: $m }) { totalCount } }',
        variables: { m: Array.from({ length: 501 }, () => 'DE') },
      },
      { ...LIMIT, says: /rings\.filter\.markets has 501 entries/ },
    ],
    [
      'first with last',
      { query: '{ rings(first: 1, last: 1) { totalCount } }' },
      { ...ARGUMENT, says: /rings\.last cannot be combined with first/ },
    ],
    [
      'before without last',
      { query: '{ rings(before: "x") { totalCount } }' },
      { ...ARGUMENT, says: /rings\.before needs rings\.last/ },
    ],
    [
      'from after to',
      { query: '{ events(from: "2026-02-01", to: "2026-01-01") { totalCount } }' },
      { ...ARGUMENT, says: /events\.from is later than events\.to/ },
    ],
    [
      'an impossible date',
      { query: '{ events(from: "2026-02-30") { totalCount } }' },
      { ...ARGUMENT, says: /events\.from is no DateTime: write ISO 8601/ },
    ],
    [
      'an impossible date in a variable',
      { query: 'query($d: DateTime) { events(from: $d) { totalCount } }', variables: { d: '2026-13-01' } },
      { ...ARGUMENT, says: /events\.from is no DateTime: write ISO 8601/ },
    ],
    [
      'a word for a date',
      { query: '{ events(to: "banana") { totalCount } }' },
      { ...ARGUMENT, says: /events\.to is no DateTime: write ISO 8601/ },
    ],
    ...['"zz"', '"-5"', '""', '"W10.AAAAAAAA"'].flatMap((cursor) =>
      [
        'search(text: "x"',
        'searchEntities(text: "x"',
        'events(first: 1',
        'rings(first: 1',
        'detectionRuns(first: 1',
      ].map((field): [string, Request, Refusal] => [
        `${field}, after: ${cursor})`,
        { query: `{ ${field}, after: ${cursor}) { totalCount } }` },
        { ...ARGUMENT, says: new RegExp(`${field.replace(/\(.*/, '')}\\.after is not a cursor of this list`) },
      ]),
    ),
  ])('%s', (_, request, refusal) => expectRefusal(request, refusal));
});

describe('a request that is not one is refused before it is parsed', () => {
  const query = JSON.stringify({ query: '{ viewer { name } }' });
  const headers = (given: Record<string, string>) => ({ 'content-type': 'application/json', ...given });
  const BAD = { status: 400, code: 'INVALID_ARGUMENT' };
  const invalidUtf8 = Buffer.concat([
    Buffer.from('{"query":"{ viewer { name } }","operationName":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}'),
  ]);
  test.each<[string, Request, Refusal]>([
    [
      'nobody signed in',
      { body: query, principal: null },
      { status: 401, code: 'UNAUTHENTICATED', says: /Sign in first/ },
    ],
    [
      'nobody signed in, and a bomb',
      { query: '{'.repeat(500_000), principal: null },
      { status: 401, code: 'UNAUTHENTICATED', says: /Sign in first/ },
    ],
    ['GET', { method: 'GET', body: '' }, { status: 405, code: 'BAD_REQUEST', says: /by POST/ }],
    ['PUT', { method: 'PUT', body: query }, { status: 405, code: 'BAD_REQUEST', says: /by POST/ }],
    [
      'a form',
      { body: query, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { status: 415, code: 'BAD_REQUEST', says: /application\/json/ },
    ],
    [
      'plain text',
      { body: query, headers: { 'content-type': 'text/plain' } },
      { status: 415, code: 'BAD_REQUEST', says: /application\/json/ },
    ],
    ['no type', { body: query, headers: {} }, { status: 415, code: 'BAD_REQUEST', says: /application\/json/ }],
    [
      'UTF-16',
      { body: query, headers: { 'content-type': 'application/json; charset=utf-16' } },
      { status: 415, code: 'BAD_REQUEST', says: /UTF-8/ },
    ],
    [
      'a compressed body',
      { body: query, headers: headers({ 'content-encoding': 'gzip' }) },
      { status: 415, code: 'BAD_REQUEST', says: /without compression/ },
    ],
    [
      'an answer as HTML',
      { body: query, headers: headers({ accept: 'text/html' }) },
      { status: 406, code: 'BAD_REQUEST', says: /application\/graphql-response\+json/ },
    ],
    [
      'a body of 2 MB',
      { query: `{ viewer { name } } # ${'x'.repeat(2_000_000)}` },
      { status: 413, code: 'LIMIT_EXCEEDED', says: /at most 1048576 bytes/ },
    ],
    [
      'a batch',
      { body: `[${query},${query}]` },
      { status: 400, code: 'LIMIT_EXCEEDED', says: /Batches are not answered/ },
    ],
    ['an empty batch', { body: '[]' }, { status: 400, code: 'LIMIT_EXCEEDED', says: /Batches/ }],
    ['no JSON', { body: '{ viewer }' }, { ...BAD, says: /not valid JSON/ }],
    ['an empty body', { body: '' }, { ...BAD, says: /not valid JSON/ }],
    ['invalid UTF-8', { body: invalidUtf8 }, { ...BAD, says: /not valid UTF-8/ }],
    ['a number', { body: '7' }, { ...BAD, says: /must be a JSON object/ }],
    ['null', { body: 'null' }, { ...BAD, says: /must be a JSON object/ }],
    ['no query', { body: '{}' }, { ...BAD, says: /query must be a string/ }],
    ['an empty query', { query: '' }, { ...BAD, says: /query must be a string/ }],
    ['a query that is a number', { query: 7 }, { ...BAD, says: /query must be a string/ }],
    ['a parsed document', { query: { kind: 'Document' } }, { ...BAD, says: /query must be a string/ }],
    [
      'variables as text',
      { query: '{ viewer { name } }', variables: '{}' },
      { ...BAD, says: /variables must be an object/ },
    ],
    [
      'variables as a list',
      { query: '{ viewer { name } }', variables: [] },
      { ...BAD, says: /variables must be an object/ },
    ],
    [
      'an operation name that is a list',
      { body: JSON.stringify({ query: '{ viewer { name } }', operationName: ['x'] }) },
      { ...BAD, says: /operationName must be a string/ },
    ],
    [
      'a persisted query',
      {
        body: JSON.stringify({
          query: '{ viewer { name } }',
          extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } },
        }),
      },
      { ...BAD, says: /Persisted queries are not supported/ },
    ],
    [
      'a document id',
      { body: JSON.stringify({ documentId: 'sha256:1' }) },
      { ...BAD, says: /documentId is not supported/ },
    ],
    [
      'a million brackets',
      {
        body: `{"query":"{ viewer { name } }","variables":{"x":${'['.repeat(500_000)}${']'.repeat(500_000)}}}`.slice(
          0,
          900_000,
        ),
      },
      { ...BAD, says: /not valid JSON/ },
    ],
  ])('%s', (_, request, refusal) => expectRefusal(request, refusal));

  test('names that mean something to JavaScript mean nothing here', async () => {
    const body =
      '{"query":"query($x: String!) { event(id: $x) { id } }","variables":{"__proto__":{"x":"1"},"constructor":"y"}}';
    await expectRefusal({ body }, { status: 422, code: 'BAD_USER_INPUT', says: /Variable "\$x" of required type/ });
  });

  test('deep JSON in a variable that is not asked for is ignored', async () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const answer = await send({ body: `{"query":"{ viewer { name } }","variables":{"x":${nested}}}` });
    expect(answer.status).toBe(200);
  });

  test('a megabyte of text in a variable is refused without being repeated', async () => {
    const variables = { kind: 'x'.repeat(900_000) };
    const request = {
      query: 'query($kind: EntityKind!) { entity(ref: { kind: $kind, externalId: "x" }) { id } }',
      variables,
    };
    await expectRefusal(request, {
      status: 422,
      code: 'BAD_USER_INPUT',
      says: /does not exist in "EntityKind" enum|got invalid value/,
    });
  });
});

describe('the older media type', () => {
  test('answers a refused request with 200, as clients of that time expect', async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const answer = await send({ query: '{ nothing }', headers });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('the newer one is preferred when both are taken', async () => {
    const accept = 'application/json;q=0.9, application/graphql-response+json';
    const answer = await send({
      query: '{ viewer { name } }',
      headers: { 'content-type': 'application/json', accept },
    });
    expect(answer.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  });
});

/** Hostile requests: bodies, headers and encodings that are no question. */
import { describe, expect, test } from 'vitest';
import { expectRefusal, type Refusal, type Request, send } from '../support/refusals.ts';

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

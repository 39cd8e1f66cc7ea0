/**
 * For tests of hostile requests: a service on stores that must not be touched. Each request must be refused with a clear sentence and a code, before a store is touched, with nothing of
 * the inside in the answer, and the next honest request must be answered.
 */
import { afterAll, beforeEach, expect } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createGraphqlHandler, type HttpRequest } from '../../server/src/graphql/handler.ts';
import { INVESTIGATOR } from './graphql-service.ts';
import { createTripwire } from './tripwire.ts';

/** The stores that must not be touched, and what was. */
export const wire = createTripwire();
const unexpected: unknown[] = [];
const handler = await createGraphqlHandler({
  graph: wire.graph,
  rings: wire.rings,
  verdicts: wire.verdicts,
  alerts: wire.alerts,
  access: wire.access,
  suppressions: wire.suppressions,
  newcomers: wire.newcomers,
  changes: wire.changes,
  randomness: systemRandomness,
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

export type Request = Partial<HttpRequest> & { readonly query?: unknown; readonly variables?: unknown };
export type Refusal = { readonly status: number; readonly code: string; readonly says: RegExp };

export const send = ({ query, variables, ...rest }: Request) =>
  handler.handle({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    principal: INVESTIGATOR,
    ...rest,
  });

const INSIDE = /node_modules|\.ts:|\.js:|at Object|at async|stack|\/work|sqlite|password/i;

export async function expectRefusal(request: Request, { status, code, says }: Refusal): Promise<void> {
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

export const LIMIT = { status: 422, code: 'LIMIT_EXCEEDED' };
export const ARGUMENT = { status: 422, code: 'INVALID_ARGUMENT' };
export const INVALID = { status: 422, code: 'GRAPHQL_VALIDATION_FAILED' };
export const ref = '{ kind: BUYER, externalId: "b1" }';
export const refs = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ kind: 'BUYER', externalId: `b${i}` }));
export const many = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

/** A body as bytes or text, towards one GraphQL request; everything that is not exactly that is refused with a reason. */
import { z } from 'zod';
import { type Failure, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { LIMITS } from '../limits/bounds.ts';

export type GraphqlRequest = {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
};
export type Refusal = Failure & { readonly status: number };

const record = z.record(z.string(), z.unknown());
const shape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: record.nullish(),
  extensions: record.nullish(),
});
const EXPECTED: Readonly<Record<string, string>> = {
  query: 'query must be a string with a GraphQL document',
  operationName: 'operationName must be a string',
  variables: 'variables must be an object',
  extensions: 'extensions must be an object',
};

const refuse = (status: number, message: string, code: Failure['code'] = 'INVALID_ARGUMENT'): Result<never, Refusal> =>
  fail({ ...failure(code, message), status });

export function readRequest(body: string | Buffer): Result<GraphqlRequest, Refusal> {
  if (Buffer.byteLength(body) > LIMITS.bodyBytes) {
    return refuse(413, `A request may have at most ${LIMITS.bodyBytes} bytes.`, 'LIMIT_EXCEEDED');
  }
  const text = typeof body === 'string' ? body : decode(body);
  if (text === null) return refuse(400, 'The body is not valid UTF-8.');
  const value = parseJson(text);
  if (value === undefined) return refuse(400, 'The body is not valid JSON.');
  if (Array.isArray(value))
    return refuse(400, 'Batches are not answered: send one request at a time.', 'LIMIT_EXCEEDED');
  return toRequest(value);
}

function toRequest(value: unknown): Result<GraphqlRequest, Refusal> {
  if (typeof value !== 'object' || value === null) {
    return refuse(400, 'The body must be a JSON object with query, and optionally variables and operationName.');
  }
  if ('documentId' in value) return refuse(400, 'documentId is not supported: send the query itself.');
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? 'query');
    return refuse(400, `In the body, ${EXPECTED[name] ?? EXPECTED['query']}.`);
  }
  const { query, operationName, variables, extensions } = parsed.data;
  if (extensions && 'persistedQuery' in extensions) {
    return refuse(400, 'Persisted queries are not supported: send the query itself.');
  }
  return ok({ query, ...(operationName != null && { operationName }), ...(variables != null && { variables }) });
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string | null {
  try {
    return decoder.decode(body);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

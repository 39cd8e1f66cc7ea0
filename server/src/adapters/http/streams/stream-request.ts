/** The question of a stream, from a body or from an address; null for what is none. */
import type { StreamRequest } from './graphql-stream.ts';

export function requestOfBody(body: Buffer): StreamRequest | null {
  return toRequest(parse(body.toString('utf8')));
}

export function requestOfAddress(search: URLSearchParams): StreamRequest | null {
  const variables = search.get('variables');
  const operationName = search.get('operationName');
  return toRequest({
    query: search.get('query'),
    ...(operationName !== null && { operationName }),
    ...(variables !== null && { variables: parse(variables) ?? 'unreadable' }),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function toRequest(value: unknown): StreamRequest | null {
  if (!isObject(value)) return null;
  const { query, operationName = null, variables = null } = value;
  if (typeof query !== 'string' || query === '') return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isObject(variables)) return null;
  return { query, ...(operationName !== null && { operationName }), ...(variables !== null && { variables }) };
}

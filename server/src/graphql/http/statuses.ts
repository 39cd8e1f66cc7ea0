/**
 * Status codes of GraphQL over HTTP. An answer with data is 200, whatever single fields failed. A request that could
 * not run says why by its status under application/graphql-response+json; under the older application/json it is 200,
 * because clients of that time read anything else as a broken connection.
 */
import { JSON_TYPE, type MediaType } from './negotiate.ts';

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  GRAPHQL_PARSE_FAILED: 400,
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  INTERNAL_SERVER_ERROR: 500,
  STORE_UNREACHABLE: 503,
};
/** Understood, but not to be carried out: validation, coercion, limits. */
const UNPROCESSABLE = 422;

export type ErrorsOnly = { readonly errors: readonly { readonly extensions?: { readonly code?: unknown } }[] };

export function statusOf({ errors }: ErrorsOnly, mediaType: MediaType): number {
  if (mediaType === JSON_TYPE) return 200;
  return STATUS_BY_CODE[String(errors[0]?.extensions?.code)] ?? UNPROCESSABLE;
}

/**
 * What a client may learn of an error. Ours carry a public code and a sentence; anything else is logged in full with a
 * correlation id and answered with one fixed sentence that names only that id.
 */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Clock } from '../application/ports/clock.ts';
import { type Failure, FailureError } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import { LIMITS } from './limits/bounds.ts';

export type PublicCode =
  | Failure['code']
  | 'BAD_REQUEST'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'INTERNAL_SERVER_ERROR';

/** Written by graphql-js or by us about the request itself; they hold nothing from a store. */
const PUBLIC_CODES: ReadonlySet<unknown> = new Set<PublicCode>([
  'INVALID_ARGUMENT',
  'LIMIT_EXCEEDED',
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'CHANGED_MEANWHILE',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  // Nobody reads it; it is no trouble of ours to be logged.
  'CANCELLED',
]);
/** What graphql-js says of a document over the limit, as a syntax error. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;
const TOKENS_MESSAGE = `The query has more than ${LIMITS.tokens} tokens, which is the limit.`;
/** Long enough for any sentence of ours; a client's own value echoed back is cut. */
const LONGEST_MESSAGE = 500;

export const refuse = (code: PublicCode, message: string, argument?: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...(argument !== undefined && { argument }) } });

/** The value of a use case, or its failure as an error of this field; `sought`: the argument that names what is not there. */
export function unwrap<T>(result: Result<T, Failure>, sought?: string): T {
  if (!result.ok) {
    const { code, message } = result.failure;
    throw refuse(code, message, code === 'NOT_FOUND' ? sought : undefined);
  }
  return result.value;
}

export type ReportUnexpected = (error: unknown, correlationId: string) => void;
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export function createErrorFormat(nextId: () => string, onUnexpected: ReportUnexpected): FormatError {
  return (formatted, error) => {
    const { locations, path } = formatted;
    const where = { ...(locations && { locations }), ...(path && { path }) };
    const cause = innermost(error);
    const known = toPublic(formatted, cause);
    if (known) return { message: known.message, ...where, extensions: known.extensions };
    const correlationId = nextId();
    onUnexpected(cause, correlationId);
    const isAway = cause instanceof FailureError && cause.failure.code === STORE_AWAY;
    const message = isAway ? awayMessage(correlationId) : maskedMessage(correlationId);
    const extensions = { code: isAway ? STORE_AWAY : 'INTERNAL_SERVER_ERROR', correlationId };
    return { message, ...where, extensions };
  };
}

/** Its own sentence names an address: that is for the log and for who runs the service. */
const STORE_AWAY = 'STORE_UNREACHABLE';
const awayMessage = (correlationId: string): string =>
  `The graph store cannot answer just now; nothing is lost. Try again in a moment, and quote ID ${correlationId} if it lasts.`;

type Public = { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };

/** Null for what no client may see. A code alone proves nothing: a driver's error may carry any. */
function toPublic({ message, extensions }: GraphQLFormattedError, cause: unknown): Public | null {
  if (cause instanceof FailureError) {
    const { code, message: sentence } = cause.failure;
    return PUBLIC_CODES.has(code) ? { message: shorten(sentence), extensions: { code } } : null;
  }
  if (!(cause instanceof GraphQLError)) return null;
  if (TOO_MANY_TOKENS.test(message)) return { message: TOKENS_MESSAGE, extensions: { code: 'LIMIT_EXCEEDED' } };
  // Validation gives every error its own code; the rule that found it knows better.
  const { code, argument } = { ...extensions, ...cause.extensions };
  if (!PUBLIC_CODES.has(code)) return null;
  return { message: shorten(message), extensions: { code, ...(typeof argument === 'string' && { argument }) } };
}

export const maskedMessage = (correlationId: string): string =>
  `Something went wrong on our side. Quote ID ${correlationId} when you report it.`;

function innermost(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

/** graphql-js suggests names that exist: an inventory for whoever may not read the schema. */
function shorten(message: string): string {
  const sentence = message.replace(/ ?Did you mean .*$/s, '');
  return sentence.length > LONGEST_MESSAGE ? `${sentence.slice(0, LONGEST_MESSAGE)}…` : sentence;
}

/** Unique in this process, and across restarts by the time it started. */
export function createCorrelationIds(clock: Clock): () => string {
  const started = clock.now().toString(36);
  let count = 0;
  return () => {
    count += 1;
    return `${started}-${count.toString(36)}`;
  };
}

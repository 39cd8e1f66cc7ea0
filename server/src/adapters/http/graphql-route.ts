/**
 * `POST /graphql`: who asks, is the request one of ours, is the body small enough; then the GraphQL room takes over. Who
 * accepts text/event-stream gets a stream, also by GET.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticate } from '../../application/authenticate.ts';
import type { Principal } from '../../domain/principal.ts';
import { type Answer, type Exchange, headerOf, type Route } from './exchange.ts';
import type { OwnOrigin } from './own-origin.ts';
import { BODY_LIMIT_BYTES, discardBody, readBody } from './read-body.ts';
import { readSessionCookie } from './session-cookie.ts';
import { type EventStreams, wantsEventStream } from './streams/event-stream.ts';
import { requestOfAddress, requestOfBody } from './streams/stream-request.ts';

type GraphqlRequest = {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly principal: Principal;
  readonly signal: AbortSignal;
};
export type GraphqlHandler = {
  handle(request: GraphqlRequest): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Buffer;
  }>;
  stop(): Promise<void>;
};

export type GraphqlRouteOptions = {
  readonly graphql: GraphqlHandler;
  readonly authenticate: Authenticate;
  readonly ownOrigin: OwnOrigin;
  readonly secure: boolean;
  readonly timeoutMs: number;
  readonly streams: EventStreams;
};

export function createGraphqlRoute(options: GraphqlRouteOptions): Route {
  return async (exchange) => {
    const { request } = exchange;
    const isStream = wantsEventStream(exchange);
    if (request.method !== 'POST' && !(isStream && request.method === 'GET')) {
      const refused = graphqlError(exchange, 405, { code: 'INVALID_ARGUMENT', message: 'GraphQL is asked by POST.' });
      return { ...refused, headers: { ...refused.headers, allow: 'POST' } };
    }
    const answer = await answerSigned(exchange, options);
    // An answer given before the body was read: the rest is thrown away, not kept for the next request.
    if (!request.readableEnded) discardBody(request);
    return answer;
  };
}

async function answerSigned(exchange: Exchange, options: GraphqlRouteOptions): Promise<Answer> {
  const { headers } = exchange.request;
  const session = readSessionCookie(headers, options);
  const principal = await options.authenticate({ session, authorization: headerOf(exchange, 'authorization') });
  if (principal === null) {
    const refused = graphqlError(exchange, 401, { code: 'UNAUTHENTICATED', message: SIGN_IN });
    return { ...refused, headers: { ...refused.headers, 'www-authenticate': 'Bearer' } };
  }
  if (principal.via === 'session' && !options.ownOrigin.isOwnOrigin(headers)) {
    return graphqlError(exchange, 403, {
      code: 'FORBIDDEN',
      message: 'This request was made by a page of another site.',
    });
  }
  const isStream = wantsEventStream(exchange);
  if (isStream && exchange.request.method === 'GET') return openStream(exchange, options, principal);
  const body = await readBody(exchange.request);
  if (body === null) {
    const message = `A request may have at most ${BODY_LIMIT_BYTES} bytes.`;
    const refused = graphqlError(exchange, 413, { code: 'LIMIT_EXCEEDED', message });
    return { ...refused, headers: { ...refused.headers, connection: 'close' } };
  }
  if (isStream) return openStream(exchange, options, principal, body);
  const asked = { method: 'POST', headers, body, principal, signal: untilGone(exchange) };
  return withinTime(exchange, options, options.graphql.handle(asked));
}

/** Given when the client hangs up before it was answered. */
function untilGone({ response }: Exchange): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** `body`: of a POST; else the question stands in the address. */
async function openStream(
  exchange: Exchange,
  { streams }: GraphqlRouteOptions,
  principal: Principal,
  body?: Buffer,
): Promise<Answer> {
  const request = body === undefined ? requestOfAddress(exchange.search) : requestOfBody(body);
  if (request !== null) return streams.open(exchange, principal, request);
  const message = 'A stream is asked for with query, and optionally variables and operationName.';
  return graphqlError(exchange, 400, { code: 'INVALID_ARGUMENT', message });
}

const SIGN_IN = 'Sign in first: open a link of "clewline sign-in", or send a service key as a bearer token.';

async function withinTime(
  exchange: Exchange,
  { timeoutMs }: GraphqlRouteOptions,
  work: Promise<Answer>,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    const message = `The answer took longer than ${timeoutMs / 1000} seconds; ask for less.`;
    timer = setTimeout(() => resolve(graphqlError(exchange, 503, { code: 'LIMIT_EXCEEDED', message })), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

type GraphqlError = { readonly code: string; readonly message: string };

export function graphqlError(exchange: Exchange, status: number, { code, message }: GraphqlError): Answer {
  const modern = headerOf(exchange, 'accept')?.includes('application/graphql-response+json') ?? false;
  return {
    status,
    headers: {
      'content-type': `application/${modern ? 'graphql-response+json' : 'json'}; charset=utf-8`,
      'cache-control': 'no-store',
    },
    body: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
  };
}

export const refuseGraphql =
  (exchange: Exchange) =>
  (status: number, error: GraphqlError): Answer =>
    graphqlError(exchange, status, error);

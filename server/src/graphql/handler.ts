/**
 * The door of the GraphQL room: one HTTP request in, one answer out. Who is not signed in, what is not one JSON request
 * and what no client could read is refused here, before anything is parsed.
 */
import type { ApolloServer } from '@apollo/server';
import type { ParameterDependencies } from '../application/parameters/manage-parameters.ts';
import type { AlertStore, SuppressionStore } from '../application/ports/alert-store.ts';
import type { AccessStore, RingStore } from '../application/ports/case-store.ts';
import type { ChangeFeed } from '../application/ports/change-feed.ts';
import type { Clock, Randomness } from '../application/ports/clock.ts';
import type { GraphStore } from '../application/ports/graph-store.ts';
import type { NewcomerStore } from '../application/ports/newcomer-store.ts';
import type { VerdictStore } from '../application/ports/verdict-store.ts';
import type { ScheduleDependencies } from '../application/scheduling/manage-schedules.ts';
import { createPulse } from '../application/streams/pulse.ts';
import type { WebhookDependencies } from '../application/webhooks/manage-webhooks.ts';
import type { Principal } from '../domain/principal.ts';
import { startApollo } from './apollo.ts';
import { createCorrelationIds, createErrorFormat, maskedMessage, type ReportUnexpected } from './errors.ts';
import { toExecutableSchema } from './executable-schema.ts';
import { GRAPHQL_RESPONSE, isJson, type MediaType, negotiate } from './http/negotiate.ts';
import { type GraphqlRequest, readRequest } from './http/read-request.ts';
import { type ErrorsOnly, statusOf } from './http/statuses.ts';
import { LIMITS } from './limits/bounds.ts';
import { createDeadline, guardCalls, TIME_LIMIT_MESSAGE } from './limits/deadline.ts';
import type { Environment } from './limits/introspection.ts';
import { createLoaders } from './loaders.ts';
import type { RequestContext, Service } from './request-context.ts';
import { createSubscriber, type Subscriber } from './subscriptions/subscribe.ts';

export type HttpRequest = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string | Buffer;
  /** Who signed in; null when nobody did. */
  readonly principal: Principal | null;
  /** Given when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
};
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type GraphqlHandler = {
  handle(request: HttpRequest): Promise<HttpAnswer>;
  readonly subscribe: Subscriber;
  stop(): Promise<void>;
};

export type GraphqlHandlerOptions = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly clock: Clock;
  /** Without it the service has no webhooks. */
  readonly hooks?: WebhookDependencies;
  /** Without it nothing is scheduled. */
  readonly scheduling?: ScheduleDependencies;
  /** Without it there are no settings. */
  readonly tuning?: ParameterDependencies;
  readonly verdicts: VerdictStore;
  readonly alerts: AlertStore;
  readonly access: Pick<AccessStore, 'guests' | 'keys'>;
  readonly suppressions: SuppressionStore;
  readonly newcomers: NewcomerStore;
  readonly randomness: Randomness;
  readonly changes: ChangeFeed;
  readonly environment: Environment;
  readonly version: string;
  readonly onUnexpected: ReportUnexpected;
};

type Handling = GraphqlHandlerOptions & {
  readonly apollo: ApolloServer<RequestContext>;
  readonly service: Service;
  readonly nextId: () => string;
};

export async function createGraphqlHandler(options: GraphqlHandlerOptions): Promise<GraphqlHandler> {
  const { environment, version } = options;
  const nextId = createCorrelationIds(options.clock);
  const formatError = createErrorFormat(nextId, options.onUnexpected);
  const schema = toExecutableSchema();
  const apollo = await startApollo({ schema, environment, formatError });
  const service = { version, caseStore: 'SQLite' };
  const handling: Handling = { ...options, apollo, service, nextId };
  return {
    handle: (request) => handle(handling, request),
    subscribe: createSubscriber({
      ...{ schema, environment, formatError, sources: toSources(options, nextId) },
      contextFor: (principal, signal) => contextFor(handling, principal, { signal, mayStop: () => undefined }),
    }),
    stop: () => apollo.stop(),
  };
}

function toSources({ changes, onUnexpected, scheduling, ...stores }: GraphqlHandlerOptions, nextId: () => string) {
  const pulse = createPulse({ mark: changes.mark, onUnexpected: (error) => onUnexpected(error, nextId()) });
  const { alerts, rings, clock } = stores;
  return { pulse, feed: changes, alerts, rings, clock, schedules: scheduling?.schedules ?? null };
}

async function handle(handling: Handling, asking: HttpRequest): Promise<HttpAnswer> {
  const { method, headers, body, principal, signal } = asking;
  const mediaType = negotiate(one(headers['accept']));
  const refuse = (status: number, code: string, message: string): HttpAnswer =>
    errorAnswer(mediaType ?? GRAPHQL_RESPONSE, { status, code, message });
  if (principal === null) {
    return { ...refuse(401, 'UNAUTHENTICATED', 'Sign in first, or send a service key as a bearer token.') };
  }
  if (method !== 'POST') return refuse(405, 'BAD_REQUEST', 'GraphQL is asked by POST.');
  if (mediaType === null) return refuse(406, 'BAD_REQUEST', `This server answers with ${GRAPHQL_RESPONSE}.`);
  const encoding = one(headers['content-encoding']) ?? 'identity';
  if (!isJson(one(headers['content-type'])) || encoding !== 'identity') {
    return refuse(415, 'BAD_REQUEST', 'Send the request as application/json in UTF-8, without compression.');
  }
  const request = readRequest(body);
  if (!request.ok) return refuse(request.failure.status, request.failure.code, request.failure.message);
  return run(handling, { request: request.value, principal, mediaType, gone: signal ?? null });
}

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

type Asked = {
  readonly request: GraphqlRequest;
  readonly principal: Principal;
  readonly mediaType: MediaType;
  readonly gone: AbortSignal | null;
};

/** A store that never answers must not hold the client; what runs on reads nothing more once its time is over. */
async function run(handling: Handling, asked: Asked): Promise<HttpAnswer> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HttpAnswer>((resolve) => {
    const refusal = { status: 503, code: 'LIMIT_EXCEEDED', message: TIME_LIMIT_MESSAGE };
    timer = setTimeout(() => {
      resolve(errorAnswer(asked.mediaType, refusal));
      stopping.abort();
    }, LIMITS.timeMs);
  });
  try {
    return await Promise.race([execute(handling, asked, stopping), late]);
  } catch (error) {
    const correlationId = handling.nextId();
    handling.onUnexpected(error, correlationId);
    const message = maskedMessage(correlationId);
    return errorAnswer(asked.mediaType, { status: 500, code: 'INTERNAL_SERVER_ERROR', message });
  } finally {
    clearTimeout(timer);
  }
}

async function execute(
  handling: Handling,
  { request, principal, mediaType, gone }: Asked,
  stopping: AbortController,
): Promise<HttpAnswer> {
  const { apollo } = handling;
  const mayStop = (): void => {
    if (gone?.aborted) stopping.abort();
    gone?.addEventListener('abort', () => stopping.abort(), { once: true });
  };
  const contextValue = contextFor(handling, principal, { signal: stopping.signal, mayStop });
  const response = await apollo.executeOperation(request, { contextValue });
  if (response.body.kind !== 'single') throw new Error('an answer in parts was not asked for');
  const { data, errors } = response.body.singleResult;
  const status = data === undefined && errors ? statusOf({ errors } as ErrorsOnly, mediaType) : 200;
  return answer(mediaType, status, JSON.stringify(errors ? { errors, data } : { data }));
}

type Waiting = Pick<RequestContext, 'mayStop'> & { readonly signal: AbortSignal };

function contextFor(
  { clock, service, hooks, scheduling, tuning, ...stores }: Handling,
  principal: Principal,
  { signal, mayStop }: Waiting,
): RequestContext {
  const check = createDeadline(clock);
  const reader = {
    principal,
    graph: guardCalls(stores.graph.stoppedBy(signal), check),
    rings: guardCalls(stores.rings, check),
    verdicts: guardCalls(stores.verdicts, check),
    alerts: guardCalls(stores.alerts, check),
    access: guardCalls(stores.access, check),
    suppressions: guardCalls(stores.suppressions, check),
    newcomers: guardCalls(stores.newcomers, check),
  };
  const rooms = { hooks: hooks ?? null, scheduling: scheduling ?? null, tuning: tuning ?? null, mayStop };
  return { ...reader, loaders: createLoaders(reader), clock, randomness: stores.randomness, service, ...rooms };
}

type ErrorContent = { readonly status: number; readonly code: string; readonly message: string };

function errorAnswer(mediaType: MediaType, { status, code, message }: ErrorContent): HttpAnswer {
  const refusal = answer(mediaType, status, JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  const extra = status === 401 ? { 'www-authenticate': 'Bearer' } : status === 405 ? { allow: 'POST' } : {};
  return { ...refusal, headers: { ...refusal.headers, ...extra } };
}

const answer = (mediaType: MediaType, status: number, body: string): HttpAnswer => ({
  status,
  headers: { 'content-type': `${mediaType}; charset=utf-8`, 'cache-control': 'no-store' },
  body,
});

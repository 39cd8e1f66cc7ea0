/** The HTTP room on a free port, over a case store in memory, with a GraphQL room that says who asked and what. */
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { Route } from '../../server/src/adapters/http/exchange.ts';
import {
  createGraphqlRoute,
  type GraphqlHandler,
  refuseGraphql,
} from '../../server/src/adapters/http/graphql-route.ts';
import { createHttpServer } from '../../server/src/adapters/http/http-server.ts';
import { createOwnOrigin } from '../../server/src/adapters/http/own-origin.ts';
import { createSignInRoute, createSignOutRoute } from '../../server/src/adapters/http/sign-in-routes.ts';
import { createStaticFiles } from '../../server/src/adapters/http/static-files.ts';
import { createEventStreams } from '../../server/src/adapters/http/streams/event-stream.ts';
import type { StreamOptions } from '../../server/src/adapters/http/streams/graphql-stream.ts';
import { createStreamPlaces } from '../../server/src/adapters/http/streams/stream-places.ts';
import { createWebSockets } from '../../server/src/adapters/http/streams/web-sockets.ts';
import { createLog } from '../../server/src/adapters/log.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createAuthenticate } from '../../server/src/application/authenticate.ts';
import { createCreateKey, createRevokeKey } from '../../server/src/application/manage-keys.ts';
import { createIssueSignInToken, createSignIn, createSignOut } from '../../server/src/application/sign-in.ts';
import { OPERATOR, type Role } from '../../server/src/domain/principal.ts';
import { noEventStreams, noStreams } from './no-streams.ts';

export const echoGraphql: GraphqlHandler = {
  handle: async ({ principal, body }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data: { principal, body: body.toString() } }),
  }),
  stop: async () => undefined,
};

type Options = {
  readonly folder?: string;
  readonly timeoutMs?: number;
  readonly graphql?: GraphqlHandler;
  readonly publicUrl?: string;
  readonly graphiql?: Route;
  /** With it the service has streams. */
  readonly streaming?: Pick<StreamOptions, 'subscribe' | 'heartbeatMs' | 'stalledMs'>;
};

export async function startHttpService(options: Options = {}) {
  const cases = await openSqliteCaseStore(':memory:');
  const time = { now: Date.now() };
  const deps = { ...cases, randomness: systemRandomness, clock: { now: () => time.now } };
  const publicUrl = options.publicUrl ?? null;
  const secure = publicUrl !== null;
  const shared = {
    authenticate: createAuthenticate(deps),
    ownOrigin: createOwnOrigin({ host: '127.0.0.1', publicUrl }),
    secure,
  };
  const signIn = { ...shared, signIn: createSignIn(deps), signOut: createSignOut(deps), sessionSeconds: 43_200 };
  const timeoutMs = options.timeoutMs ?? 10_000;
  const { sockets, events } = toStreams(shared, options.streaming);
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    secure,
    timeoutMs,
    ownOrigin: shared.ownOrigin,
    log: createLog('silent'),
    readiness: async () => ({ ready: true, text: 'ready' }),
    streams: sockets,
    routes: {
      graphql: createGraphqlRoute({
        ...shared,
        graphql: options.graphql ?? echoGraphql,
        timeoutMs,
        streams: events,
      }),
      signIn: createSignInRoute(signIn),
      signOut: createSignOutRoute(signIn),
      graphiql: options.graphiql ?? null,
      files: createStaticFiles(options.folder ?? '/nowhere'),
    },
  });
  const listening = await server.listen();
  if (!listening.ok) throw new Error(listening.failure);
  const port = listening.value;
  return {
    port,
    /** The clock of the use cases; sockets keep real time. */
    time,
    server,
    cases,
    newToken: async (role: Role = 'administrator') =>
      expectValue(await createIssueSignInToken(deps)(OPERATOR, { role, name: null })),
    newKey: async (role: Role = 'viewer') =>
      expectValue(await createCreateKey(deps)(OPERATOR, { name: 'test', role, expiresInDays: 1 })),
    revokeKey: async (id: string) => expectValue(await createRevokeKey(deps)(OPERATOR, id)),
    ask: (path: string, request: Ask = {}) => ask(port, path, request),
    stop: async () => {
      await server.drain();
      await cases.close();
    },
  };
}
type Shared = Pick<StreamOptions, 'authenticate' | 'ownOrigin' | 'secure'>;

function toStreams(shared: Shared, streaming: Options['streaming']) {
  if (streaming === undefined) return { sockets: noStreams, events: noEventStreams };
  const options = { ...shared, ...streaming, places: createStreamPlaces(), log: createLog('silent') };
  return { sockets: createWebSockets(options), events: createEventStreams(options, refuseGraphql) };
}

export type HttpService = Awaited<ReturnType<typeof startHttpService>>;

function expectValue<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('expected success');
  return result.value;
}

export type Ask = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
export type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** Sends the path as it is: fetch would tidy it up, and hides headers a browser sets. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Ask): Promise<Reply> {
  const options: RequestOptions = { host: '127.0.0.1', port, path, method, headers, agent: false };
  return new Promise((resolve, reject) => {
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

export const jsonOf = (reply: Reply): unknown => JSON.parse(reply.body.toString('utf8'));

/** Signs in and returns the Cookie header of a browser. */
export async function signedIn(service: HttpService): Promise<string> {
  const reply = await service.ask(`/sign-in?token=${await service.newToken()}`);
  return String(reply.headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

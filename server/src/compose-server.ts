/** The part of compose.ts for the one port: routes, streams, and who may come in. */
import { fileURLToPath } from 'node:url';
import { createGraphiqlRoute } from './adapters/http/graphiql-page.ts';
import { createGraphqlRoute, type GraphqlHandler, refuseGraphql } from './adapters/http/graphql-route.ts';
import { createHttpServer } from './adapters/http/http-server.ts';
import { createOwnOrigin } from './adapters/http/own-origin.ts';
import { createSignInRoute, createSignOutRoute } from './adapters/http/sign-in-routes.ts';
import { createStaticFiles } from './adapters/http/static-files.ts';
import { createEventStreams } from './adapters/http/streams/event-stream.ts';
import type { Subscribe } from './adapters/http/streams/graphql-stream.ts';
import { createStreamPlaces } from './adapters/http/streams/stream-places.ts';
import { createWebSockets } from './adapters/http/streams/web-sockets.ts';
import type { Log } from './adapters/log.ts';
import { createAuthenticate } from './application/authenticate.ts';
import { readReadiness } from './application/report-readiness.ts';
import { createSignIn, createSignOut, SESSION_HOURS } from './application/sign-in.ts';
import type { Services } from './cli/cli-context.ts';
import type { ServeRequest } from './cli/runtime.ts';
import type { Config } from './config.ts';

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url));
const TIMEOUT_MS = 10_000;
/** The GraphQL room has its own limit of time with a better sentence; this is the net below it. */
const LATEST_MS = TIMEOUT_MS + 1_000;

type ServerRequest = ServeRequest & {
  readonly graphql: GraphqlHandler & { readonly subscribe: Subscribe };
  readonly log: Log;
};

export function composeServer(config: Config, services: Services, request: ServerRequest) {
  const secure = config.publicUrl !== null;
  const ownOrigin = createOwnOrigin({ host: request.host, publicUrl: config.publicUrl });
  const authenticate = createAuthenticate(services);
  const shared = { authenticate, ownOrigin, secure };
  const streaming = { ...shared, subscribe: request.graphql.subscribe, places: createStreamPlaces(), log: request.log };
  const [sockets, streams] = [createWebSockets(streaming), createEventStreams(streaming, refuseGraphql)];
  const signIn = {
    ...shared,
    signIn: createSignIn(services),
    signOut: createSignOut(services),
    sessionSeconds: SESSION_HOURS * 3600,
  };
  return createHttpServer({
    host: request.host,
    port: request.port,
    secure,
    timeoutMs: TIMEOUT_MS,
    ownOrigin,
    log: request.log,
    streams: {
      upgrade: sockets.upgrade,
      stop: async () => {
        streams.stop();
        await sockets.stop();
      },
    },
    readiness: () => readReadiness(services),
    routes: {
      graphql: createGraphqlRoute({ ...shared, graphql: request.graphql, streams, timeoutMs: LATEST_MS }),
      signIn: createSignInRoute(signIn),
      signOut: createSignOutRoute(signIn),
      graphiql: config.environment === 'development' ? createGraphiqlRoute() : null,
      files: createStaticFiles(WEB),
    },
  });
}

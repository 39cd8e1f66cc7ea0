/** The service's one port: finds the route, keeps the limits, answers errors with a fixed sentence, drains at the end. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Log } from '../log.ts';
import { type Answer, type Exchange, type Route, send, textAnswer } from './exchange.ts';
import { graphqlError } from './graphql-route.ts';
import type { OwnOrigin } from './own-origin.ts';
import { setSecurityHeaders } from './security-headers.ts';

type Routes = {
  readonly graphql: Route;
  readonly signIn: Route;
  readonly signOut: Route;
  /** Null in production. */
  readonly graphiql: Route | null;
  readonly files: Route;
};
/** What probes are told, in lines of text. */
export type Readiness = { readonly ready: boolean; readonly text: string };
export type HttpServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly timeoutMs: number;
  readonly ownOrigin: OwnOrigin;
  readonly routes: Routes;
  readonly readiness: () => Promise<Readiness>;
  readonly streams: Streams;
  readonly log: Log;
};
export type HttpServer = {
  /** The port that was taken, or why none could be, as a sentence. */
  listen(): Promise<Result<number, string>>;
  /** Lets requests under way finish, takes no new ones, and returns when the last is done or time is up. */
  drain(): Promise<void>;
};

/** What lives longer than a request: told to end before the last requests are waited for. */
type Streams = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
};

const STOPPING: Readiness = { ready: false, text: 'not ready: the service is stopping' };
const TIMEOUT_CHECK_MS = 500;
const KEEP_ALIVE_MS = 5_000;
const MOST_HEADER_BYTES = 16_384;

export function createHttpServer(options: HttpServerOptions): HttpServer {
  let draining = false;
  const server = createServer(
    {
      requestTimeout: options.timeoutMs,
      headersTimeout: options.timeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
    },
    (request, response) => {
      if (draining) response.setHeader('connection', 'close');
      respond(
        { ...options, readiness: async () => (draining ? STOPPING : await options.readiness()) },
        request,
        response,
      ).catch((error: unknown) => {
        options.log.error({ err: error }, 'an answer could not be sent');
        response.destroy();
      });
    },
  );
  server.on('upgrade', options.streams.upgrade);
  return {
    listen: () => listen(server, options),
    drain: async () => {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await options.streams.stop();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), options.timeoutMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<Result<number, string>> {
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(fail(toSentence(error, host, port))));
    server.listen({ host, port }, () => resolve(ok(toAddress(server.address()).port)));
  });
}

const toAddress = (address: ReturnType<Server['address']>): AddressInfo => address as AddressInfo;

function toSentence(error: Error, host: string, port: number): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is already in use: stop what is running there, or choose another with --port.`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this process has: choose one above 1023 with --port.`;
  return `The service cannot listen on ${host}, port ${port} (${String(code ?? error.message)}).`;
}

async function respond(options: HttpServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  setSecurityHeaders(response, options);
  const [rawPath = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const path = decodePath(rawPath);
  const exchange: Exchange = {
    request,
    response,
    path: path ?? '/',
    search: new URLSearchParams(query),
    log: options.log,
  };
  const answer = path === null ? textAnswer(400, 'The address cannot be read.') : await safely(exchange, options);
  if (!response.headersSent && !response.destroyed) send(exchange, answer);
}

function decodePath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.startsWith('/') ? decoded : null;
  } catch {
    return null;
  }
}

/** Whatever goes wrong inside, the client learns only that it did. */
async function safely(exchange: Exchange, options: HttpServerOptions): Promise<Answer> {
  try {
    return await route(exchange, options);
  } catch (error) {
    options.log.error({ err: error, path: exchange.path }, 'a request failed');
    const message = 'Something went wrong on our side; the log of the server says what.';
    return exchange.path === '/graphql'
      ? graphqlError(exchange, 500, { code: 'INTERNAL_SERVER_ERROR', message })
      : textAnswer(500, message);
  }
}

async function route(exchange: Exchange, options: HttpServerOptions): Promise<Answer> {
  const { path, request } = exchange;
  // Probes come under whatever name the machine has.
  if (path === '/livez') return textAnswer(200, 'ok');
  if (path === '/readyz') {
    const { ready, text } = await options.readiness();
    return textAnswer(ready ? 200 : 503, text);
  }
  if (!options.ownOrigin.isOwnHost(request.headers))
    return textAnswer(421, 'This server does not answer to that host name.');
  return chooseRoute(path, options.routes)(exchange);
}

function chooseRoute(path: string, routes: Routes): Route {
  if (path === '/graphql') return routes.graphql;
  if (path === '/sign-in') return routes.signIn;
  if (path === '/sign-out') return routes.signOut;
  if (routes.graphiql !== null && (path === '/graphiql' || path.startsWith('/graphiql/'))) return routes.graphiql;
  return routes.files;
}

/**
 * graphql-transport-ws: who connects shows a session cookie, or a key as Authorization header or in the payload of
 * connection_init, and is asked again and again whether it still holds. Close codes are the protocol's: 4401 not signed
 * in, 4429 too many.
 */
import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError, GraphQLSchema, parse } from 'graphql';
import { type Context, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Principal } from '../../../domain/principal.ts';
import { readSessionCookie } from '../session-cookie.ts';
import type { StreamOptions, Subscribe } from './graphql-stream.ts';
import { RECHECK_MS } from './stream-places.ts';

export const SUBPROTOCOL = GRAPHQL_TRANSPORT_WS_PROTOCOL;

type Connection = {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  principal: Principal | null;
  readonly endings: (() => void)[];
};
type Params = { readonly authorization?: unknown };
type Ctx = Context<Params, Connection>;

const UNAUTHORIZED = [4401, 'Unauthorized'] as const;
const TOO_MANY = [4429, 'Too many'] as const;
const BROKEN = [1011, 'Internal error'] as const;
const MOST_SUBSCRIPTIONS = 20;
/** All that the library wants to know of an operation: that it is a subscription. */
const ANY_SUBSCRIPTION = { schema: new GraphQLSchema({}), document: parse('subscription { any }') };

export function createProtocol(options: StreamOptions) {
  const server = makeServer<Params, Connection>({
    onConnect: (ctx) => connect(options, ctx),
    onSubscribe: (ctx, _, payload) => begin(options.subscribe, ctx, payload),
    subscribe: ({ rootValue }: ExecutionArgs) => rootValue as AsyncGenerator<never>,
    // Written out already, errors and all.
    onNext: (_, __, ___, ____, result) => result as FormattedExecutionResult,
    onClose: ({ extra }) => {
      for (const end of extra.endings) end();
    },
  });
  return {
    opened(socket: WebSocket, request: IncomingMessage) {
      const fail = (error: unknown): void => {
        options.log.error({ err: error }, 'a WebSocket message failed');
        socket.close(...BROKEN);
      };
      const wire = {
        protocol: socket.protocol,
        send: (data: string) => send(socket, data),
        close: (code?: number, reason?: string) => socket.close(code, reason),
        onMessage: (take: (text: string) => Promise<void>) =>
          void socket.on('message', (data) => void take(String(data)).catch(fail)),
      };
      return server.opened(wire, { socket, request, principal: null, endings: [] });
    },
  };
}

/** Resolves when the socket has passed it on: the next event is not asked for before. One that closes asks for no more. */
const send = (socket: WebSocket, data: string): Promise<void> =>
  new Promise((resolve) => {
    const untilClosed = (): void => {
      if (socket.readyState === socket.CLOSED) resolve();
      else socket.once('close', () => resolve());
    };
    if (socket.readyState !== socket.OPEN) untilClosed();
    else socket.send(data, (error) => (error ? untilClosed() : resolve()));
  });

async function connect({ authenticate, secure, places, log }: StreamOptions, ctx: Ctx): Promise<boolean> {
  const { socket, request, endings } = ctx.extra;
  const given = ctx.connectionParams?.authorization;
  const credentials = {
    session: readSessionCookie(request.headers, { secure }),
    authorization: request.headers.authorization ?? (typeof given === 'string' ? given : null),
  };
  const principal = await authenticate(credentials);
  if (principal === null) {
    socket.close(...UNAUTHORIZED);
    return false;
  }
  const release = places.take(principal.id);
  if (release === null) {
    socket.close(...TOO_MANY);
    return false;
  }
  const recheck = setInterval(() => {
    authenticate(credentials).then(
      (still) => still === null && socket.close(...UNAUTHORIZED),
      (error: unknown) => log.error({ err: error }, 'a stream could not be checked again'),
    );
  }, RECHECK_MS).unref();
  endings.push(release, () => clearInterval(recheck));
  ctx.extra.principal = principal;
  // It may have gone while it was looked up.
  if (socket.readyState !== socket.OPEN) for (const end of endings) end();
  return true;
}

type Payload = {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
};

async function begin(subscribe: Subscribe, { extra, subscriptions }: Ctx, payload: Payload) {
  const { principal, socket } = extra;
  if (principal === null) return [new GraphQLError('Not signed in.')];
  if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) {
    socket.close(...TOO_MANY);
    return [new GraphQLError('Too many subscriptions.')];
  }
  const { query, operationName, variables } = payload;
  const request = { query, ...(operationName != null && { operationName }), ...(variables != null && { variables }) };
  const ending = new AbortController();
  socket.once('close', () => ending.abort());
  const subscribed = await subscribe(request, principal, ending.signal);
  if (!subscribed.ok)
    return subscribed.errors.map(({ message, ...rest }) => new GraphQLError(message, toOptions(rest)));
  return { ...ANY_SUBSCRIPTION, rootValue: stoppable(subscribed.events, ending) };
}

const toOptions = ({
  extensions,
  path,
}: {
  extensions?: unknown;
  path?: readonly (string | number)[] | undefined;
}) => ({
  extensions: extensions as Record<string, unknown>,
  ...(path !== undefined && { path }),
});

type Events = AsyncGenerator<{ readonly result: object }, void>;

/** A generator that waits for the next event does not hear that it should end: the signal wakes it. */
function stoppable(events: Events, ending: AbortController) {
  const end = async () => {
    ending.abort();
    await events.return(undefined);
    return { done: true, value: undefined } as const;
  };
  return {
    next: async () => {
      const next = await events.next();
      return next.done ? next : { done: false, value: next.value.result };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

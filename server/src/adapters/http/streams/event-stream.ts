/**
 * Server-sent events, one stream a request: the "distinct connections" mode of the GraphQL over SSE protocol, by POST as
 * any other operation or by GET as browsers' EventSource asks. Every event carries its id, so that a reader that lost
 * the connection goes on where it was by Last-Event-ID. Nothing is read ahead: the next event is asked for when the
 * socket has taken the last; a reader that takes nothing for long is dropped.
 */
import type { ServerResponse } from 'node:http';
import type { Principal } from '../../../domain/principal.ts';
import { type Answer, type Exchange, headerOf } from '../exchange.ts';
import { readSessionCookie } from '../session-cookie.ts';
import type { StreamOptions, StreamRequest } from './graphql-stream.ts';
import { HEARTBEAT_MS, RECHECK_MS, STALLED_MS } from './stream-places.ts';

export const EVENT_STREAM = 'text/event-stream';
export const wantsEventStream = (exchange: Exchange): boolean =>
  (headerOf(exchange, 'accept') ?? '').toLowerCase().includes(EVENT_STREAM);

export type EventStreams = {
  /** Answers with a stream, or with why not. */
  open(exchange: Exchange, principal: Principal, request: StreamRequest): Promise<Answer>;
  stop(): void;
};
export type Refuse = (status: number, error: { readonly code: string; readonly message: string }) => Answer;

const HEADERS = {
  'content-type': `${EVENT_STREAM}; charset=utf-8`,
  'cache-control': 'no-store, no-transform',
  // Proxies that gather answers would hold events back.
  'x-accel-buffering': 'no',
};
/** The head is out already: nothing more is sent. */
const SENT: Answer = { status: 200 };

export function createEventStreams(options: StreamOptions, refuseOn: (exchange: Exchange) => Refuse): EventStreams {
  const open = new Set<AbortController>();
  return {
    async open(exchange, principal, request) {
      const release = options.places.take(principal.id);
      if (release === null) {
        const message = 'Too many streams are open: close some, or ask for several things over one WebSocket.';
        return { ...refuseOn(exchange)(429, { code: 'LIMIT_EXCEEDED', message }) };
      }
      const ending = new AbortController();
      open.add(ending);
      exchange.response.once('close', () => ending.abort());
      const alive = keepAlive(exchange, ending, options);
      try {
        const lastEventId = headerOf(exchange, 'last-event-id') || null;
        const subscribed = await options.subscribe({ ...request, lastEventId }, principal, ending.signal);
        exchange.response.writeHead(200, HEADERS);
        const out = { response: exchange.response, signal: ending.signal, stalledMs: options.stalledMs ?? STALLED_MS };
        if (subscribed.ok) await pipe(out, subscribed.events);
        else await write(out, toEvent('next', { errors: subscribed.errors }));
        exchange.response.end(toEvent('complete', null));
        return SENT;
      } finally {
        ending.abort();
        clearInterval(alive.heartbeat);
        clearInterval(alive.recheck);
        open.delete(ending);
        release();
      }
    },
    stop: () => {
      for (const ending of open) ending.abort();
    },
  };
}

type Events = AsyncGenerator<{ readonly id: string | null; readonly result: object }, void>;

type Out = { readonly response: ServerResponse; readonly signal: AbortSignal; readonly stalledMs: number };

async function pipe(out: Out, events: Events): Promise<void> {
  out.response.flushHeaders();
  for await (const { id, result } of events) {
    await write(out, toEvent('next', result, id));
    if (out.signal.aborted) break;
  }
}

/** Waits until the reader has taken enough of what was sent, and not for ever. */
async function write({ response, signal, stalledMs }: Out, text: string): Promise<void> {
  if (response.destroyed || response.write(text)) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => response.destroy(), stalledMs).unref();
    const over = (): void => {
      clearTimeout(timer);
      response.off('drain', over).off('close', over);
      signal.removeEventListener('abort', over);
      resolve();
    };
    response.once('drain', over).once('close', over);
    signal.addEventListener('abort', over, { once: true });
  });
}

/** JSON holds no line break outside of its strings' escapes: one data line is enough. */
const toEvent = (type: string, data: object | null, id: string | null = null): string =>
  `event: ${type}\n${id === null ? '' : `id: ${id}\n`}data: ${data === null ? '' : JSON.stringify(data)}\n\n`;

/** A stream lives long: it shows that it does, and ends when its reader may no longer read. */
function keepAlive(exchange: Exchange, ending: AbortController, options: StreamOptions) {
  const { authenticate, secure, log, heartbeatMs = HEARTBEAT_MS } = options;
  const { request, response } = exchange;
  const heartbeat = setInterval(() => {
    if (response.headersSent && !response.writableNeedDrain) response.write(':\n\n');
  }, heartbeatMs);
  const credentials = {
    session: readSessionCookie(request.headers, { secure }),
    authorization: headerOf(exchange, 'authorization'),
  };
  const recheck = setInterval(() => {
    authenticate(credentials).then(
      (principal) => principal === null && ending.abort(),
      (error: unknown) => log.error({ err: error }, 'a stream could not be checked again'),
    );
  }, RECHECK_MS);
  return { heartbeat: heartbeat.unref(), recheck: recheck.unref() };
}

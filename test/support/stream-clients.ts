/** Readers of a real service's streams: server-sent events by fetch, and graphql-transport-ws by its own client. */
import { createClient } from 'graphql-ws';
import { vi } from 'vitest';
import { WebSocket } from 'ws';

export type ServerEvent = { readonly type: string; readonly id: string | null; readonly data: string };
// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's; the tests look into it freely
type Result = { readonly data?: any; readonly errors?: readonly { message: string; extensions: { code: string } }[] };

type Asking = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly lastEventId?: string;
};

/** Events as they come; `ended` is true once the server, or its death, has ended the stream. */
export async function openEvents(url: string, { query, variables, key, lastEventId }: Asking) {
  const stop = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    signal: stop.signal,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const events: ServerEvent[] = [];
  const state = { ended: false };
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + new TextDecoder().decode(chunk)).split('\n\n');
      rest = blocks.pop() ?? '';
      events.push(...blocks.flatMap(toEvent));
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      state.ended = true;
    });
  return {
    status: response.status,
    events,
    state,
    results: (): readonly Result[] =>
      events.filter(({ type }) => type === 'next').map(({ data }) => JSON.parse(data) as Result),
    close: () => stop.abort(),
  };
}

function toEvent(block: string): readonly ServerEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const type = fields.get('event');
  return type === undefined ? [] : [{ type, id: fields.get('id') ?? null, data: fields.get('data') ?? '' }];
}

/** A connection that does not come back by itself. */
export function openSocket(url: string, key: string) {
  const closed: { code: number | null } = { code: null };
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${key}` },
    retryAttempts: 0,
    lazy: true,
    on: {
      closed: (event) => {
        closed.code = (event as { code: number }).code;
      },
    },
  });
  const follow = (query: string, variables: Record<string, unknown> = {}) => {
    const results: Result[] = [];
    const over: { value: unknown } = { value: null };
    const dispose = client.subscribe(
      { query, variables },
      {
        next: (result) => void results.push(result as Result),
        error: (error) => {
          over.value = error;
        },
        complete: () => {
          over.value ??= 'complete';
        },
      },
    );
    return { results, over, dispose };
  };
  return { follow, closed, dispose: () => void client.dispose() };
}

/** The code a raw WebSocket is closed with, or the status its upgrade is refused with. */
export function closeCodeOf(
  url: string,
  { origin, protocol = 'graphql-transport-ws', first }: { origin?: string; protocol?: string; first?: string } = {},
): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), [protocol], origin === undefined ? {} : { origin });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('close', (code) => resolve(code));
    socket.on('error', () => undefined);
    socket.on('open', () => first !== undefined && socket.send(first));
  });
}

export const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 30_000, interval: 25 });

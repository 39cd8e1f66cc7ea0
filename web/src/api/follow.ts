/**
 * Follows a subscription over server-sent events for as long as a page is open. A connection that breaks is made again,
 * later each time, from the event that came last; a refusal is an answer, and ends it.
 */
import { type Document, toDocument } from './graphql.ts';

export const toSubscription = <Data>(source: string): Document<Data, Record<string, never>> => toDocument(source);

const EVENT_STREAM = 'text/event-stream';
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

type Following<Data> = {
  readonly document: Document<Data, Record<string, never>>;
  readonly onEvent: (data: Data) => void;
  readonly signal: AbortSignal;
};
type Place = { last: string | null; waitMs: number };

/** Ends with the signal, or at a refusal. */
export async function follow<Data>(following: Following<Data>): Promise<void> {
  const place: Place = { last: null, waitMs: FIRST_WAIT_MS };
  while (!following.signal.aborted) {
    const isRefused = await followOnce(following, place).catch(() => false);
    if (isRefused) return;
    await pause(place.waitMs, following.signal);
    place.waitMs = Math.min(2 * place.waitMs, LONGEST_WAIT_MS);
  }
}

/** True when the server does not want to: asking again would not change it. */
async function followOnce<Data>({ document, onEvent, signal }: Following<Data>, place: Place): Promise<boolean> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    signal,
    headers: {
      'content-type': 'application/json',
      accept: EVENT_STREAM,
      ...(place.last === null ? {} : { 'last-event-id': place.last }),
    },
    body: JSON.stringify({ query: document }),
  });
  // Too many streams at the moment, or a server that starts or stops.
  if (response.status === 429 || response.status >= 500) return false;
  if (!response.body || !response.headers.get('content-type')?.startsWith(EVENT_STREAM)) return true;
  for await (const { id, data } of eventsOf(response.body)) {
    const result = JSON.parse(data) as { readonly data?: Data | null; readonly errors?: unknown };
    if (!result.data) return true;
    place.last = id ?? place.last;
    place.waitMs = FIRST_WAIT_MS;
    onEvent(result.data);
  }
  return false;
}

type StreamEvent = { readonly id: string | null; readonly data: string };

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = toEvent(block);
      if (event) yield event;
    }
  }
}

/** Null for a comment that only says that the stream is alive, and for the last word. */
function toEvent(block: string): StreamEvent | null {
  const field = (name: string): string | null =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? null;
  const data = field('data');
  return field('event') === 'next' && data !== null ? { id: field('id'), data } : null;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

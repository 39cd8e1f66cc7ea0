import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { follow, toSubscription } from '../../../web/src/api/follow.ts';
import { eventStream } from '../support/event-stream.fake.ts';

const document = toSubscription<{ readonly n: number }>('subscription { n }');
let asked: (string | undefined)[];
let stop: AbortController;
beforeEach(() => {
  asked = [];
  stop = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answer(...responses: readonly (Response | Error)[]): void {
  const rest = [...responses];
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers['last-event-id']);
    const next = rest.shift() ?? new Response('{}', { headers: { 'content-type': 'application/json' } });
    if (next instanceof Error) throw next;
    return next;
  });
}

it('hands on events however they are cut, and goes on after the last one when the connection breaks', async () => {
  const [first, second] = [eventStream(), eventStream()];
  answer(first.response, new Error('no network'), second.response);
  const heard: number[] = [];
  const over = follow({ document, onEvent: ({ n }) => void heard.push(n), signal: stop.signal });
  first.send({ n: 1 }, '7');
  first.write(':\n\nevent: next\nid: 8\nda');
  first.write('ta: {"data":{"n":2}}\n\n');
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([1, 2]);
  first.end();
  await vi.advanceTimersByTimeAsync(10_000);
  second.send({ n: 3 }, '9');
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, '8', '8']);
  stop.abort();
  second.end();
  await vi.advanceTimersByTimeAsync(60_000);
  await over;
});

it('waits where there is no room, and ends at a refusal', async () => {
  answer(new Response('', { status: 429 }), new Response('', { status: 503 }), new Response('', { status: 401 }));
  const over = follow({ document, onEvent: () => undefined, signal: stop.signal });
  await vi.advanceTimersByTimeAsync(60_000);
  await over;
  expect(asked).toHaveLength(3);
});

it('ends when the server says no in the stream', async () => {
  const stream = eventStream();
  answer(stream.response);
  const over = follow({ document, onEvent: () => undefined, signal: stop.signal });
  stream.write('event: next\ndata: {"errors":[{"message":"no"}]}\n\n');
  await vi.advanceTimersByTimeAsync(60_000);
  await over;
  expect(asked).toHaveLength(1);
});

/** Streams over real sockets to readers that are slow, silent or gone; what they carry is made up here. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Subscribe } from '../../../server/src/adapters/http/streams/graphql-stream.ts';
import { type HttpService, startHttpService } from '../../support/http-service.ts';

let service: HttpService | null = null;
let closing: (() => void)[] = [];
afterEach(async () => {
  for (const close of closing) close();
  closing = [];
  await service?.stop();
  service = null;
});

const BLOCK = 'x'.repeat(100_000);
const EVENTS = 600;
const QUERY = 'subscription { made }';
const patiently = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** So many large events from the one after `lastEventId` on, and then silence; counts what was taken, and who is left. */
function source(most: number) {
  const state = { made: 0, open: 0 };
  const subscribe: Subscribe = async ({ lastEventId, variables }, _, signal) => {
    const after = Number(lastEventId ?? variables?.['after'] ?? 0);
    async function* events() {
      state.open += 1;
      try {
        for (let number = after + 1; number <= most && !signal.aborted; number++) {
          state.made += 1;
          yield { id: String(number), result: { data: { number, BLOCK } } };
        }
        if (!signal.aborted) await once(signal, 'abort');
      } finally {
        state.open -= 1;
      }
    }
    return { ok: true, events: events() };
  };
  return { state, subscribe };
}

/** Asks for events and reads nothing until it is told to. */
async function openRaw(key: string, lastEventId?: string): Promise<Socket> {
  const body = JSON.stringify({ query: QUERY });
  const socket = connect(service?.port ?? 0, '127.0.0.1');
  closing.push(() => socket.destroy());
  socket.on('error', () => undefined);
  socket.pause();
  await once(socket, 'connect');
  const headers = [
    ...['POST /graphql HTTP/1.1', `Host: 127.0.0.1:${service?.port}`, `Authorization: Bearer ${key}`],
    ...['Content-Type: application/json', 'Accept: text/event-stream', `Content-Length: ${body.length}`],
    ...(lastEventId === undefined ? [] : [`Last-Event-ID: ${lastEventId}`]),
  ];
  socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`);
  return socket;
}
/** Whatever comes from now on, as text. */
function gather(socket: Socket): { text: string; over: boolean } {
  const got = { text: '', over: false };
  socket.on('data', (chunk: Buffer) => {
    got.text += chunk.toString();
  });
  socket.once('close', () => {
    got.over = true;
  });
  socket.resume();
  return got;
}
/** Another service, as patient as any; a key of it. */
async function restart(): Promise<string> {
  await service?.stop();
  service = await startHttpService({ streaming: { subscribe: source(EVENTS).subscribe } });
  return (await service.newKey()).key;
}
const idsIn = (text: string): readonly number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('server-sent events', () => {
  it('of a reader that is slow are not made ahead of it, and none is lost when it reads on', async () => {
    const { state, subscribe } = source(EVENTS);
    service = await startHttpService({ streaming: { subscribe, stalledMs: 60_000 } });
    const { key } = await service.newKey();
    const slow = await openRaw(key);
    const quick = gather(await openRaw(key));
    await patiently(() => expect(idsIn(quick.text)).toHaveLength(EVENTS));
    // What lies in the buffers of two sockets; all of it would be sixty megabytes.
    expect(state.made - EVENTS).toBeLessThan(EVENTS / 2);
    const read = gather(slow);
    await patiently(() => expect(idsIn(read.text)).toEqual(numbers(1, EVENTS)));
  });

  it('end for a reader that takes nothing for long, which goes on from the last id it had, of another service', async () => {
    const { state, subscribe } = source(EVENTS);
    service = await startHttpService({ streaming: { subscribe, stalledMs: 200 } });
    const { key } = await service.newKey();
    const stalled = await openRaw(key);
    await patiently(() => expect(state.made).toBeGreaterThan(0));
    await patiently(() => expect(state.open).toBe(0));
    const had = gather(stalled);
    await patiently(() => expect(had.over).toBe(true));
    const whole = idsIn(had.text.slice(0, had.text.lastIndexOf('\n\n')));
    const last = whole.at(-1) ?? 0;
    expect(last).toBeLessThan(EVENTS);
    const rest = gather(await openRaw(await restart(), String(last)));
    await patiently(() => expect([...whole, ...idsIn(rest.text)]).toEqual(numbers(1, EVENTS)));
  });

  it('show that they are alive while nothing happens, in a way that is no event', async () => {
    service = await startHttpService({ streaming: { subscribe: source(0).subscribe, heartbeatMs: 20 } });
    const heard = gather(await openRaw((await service.newKey()).key));
    await patiently(() => expect(heard.text.match(/^:$/gm)?.length).toBeGreaterThan(2));
    expect(heard.text).not.toContain('event:');
  });
});

describe('a WebSocket', () => {
  const open = async (key: string): Promise<WebSocket> => {
    const headers = { authorization: `Bearer ${key}` };
    const socket = new WebSocket(`ws://127.0.0.1:${service?.port}/graphql`, ['graphql-transport-ws'], {
      ...{ headers, autoPong: false },
    });
    closing.push(() => socket.terminate());
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    return socket;
  };
  const follow = (socket: WebSocket, after = 0): void =>
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: QUERY, variables: { after } } }));
  const idsOf = (socket: WebSocket): number[] => {
    const ids: number[] = [];
    socket.on('message', (data) => ids.push(JSON.parse(String(data)).payload.data.number));
    return ids;
  };

  it('that answers the beat stays, and one that does not is dropped with its subscriptions', async () => {
    const { state, subscribe } = source(1);
    service = await startHttpService({ streaming: { subscribe, heartbeatMs: 1_000 } });
    const { key } = await service.newKey();
    const [good, bad] = [await open(key), await open(key)];
    let beats = 0;
    good.on('ping', () => {
      beats += 1;
      good.pong();
    });
    follow(good);
    follow(bad);
    const [code] = await once(bad, 'close');
    expect(code).toBe(1006);
    const before = beats;
    await patiently(() => expect(beats).toBeGreaterThan(before));
    expect(good.readyState).toBe(WebSocket.OPEN);
    await patiently(() => expect(state.open).toBe(1));
  });

  it('of a reader that takes nothing is dropped, holds little, and goes on from the last id it had, of another service', async () => {
    const { state, subscribe } = source(EVENTS);
    service = await startHttpService({ streaming: { subscribe, heartbeatMs: 300 } });
    const { key } = await service.newKey();
    const stalled = await open(key);
    const had = idsOf(stalled);
    follow(stalled);
    stalled.pause();
    await patiently(() => expect(state.made).toBeGreaterThan(0));
    await patiently(() => expect(state.open).toBe(0));
    expect(state.made).toBeLessThan(EVENTS / 2);
    stalled.resume();
    await once(stalled, 'close');
    const last = had.at(-1) ?? 0;
    const again = await open(await restart());
    const rest = idsOf(again);
    follow(again, last);
    await patiently(() => expect([...had, ...rest]).toEqual(numbers(1, EVENTS)));
  });
});

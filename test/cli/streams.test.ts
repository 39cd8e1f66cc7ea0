/** The real service's subscriptions, read by real clients, told of what another process writes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { anAlert } from '../support/alert-builders.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';
import { type RunningServer, runCli, startServer } from '../support/running-server.ts';
import { closeCodeOf, eventually, openEvents, openSocket } from '../support/stream-clients.ts';

let directory: string;
let server: RunningServer;
let cases: CaseStore;
let key: { readonly id: string; readonly key: string };
let published = 0;
const newKey = async () => {
  const args = ['key', 'create', '--name', 'test', '--role', 'administrator', '--json'];
  return JSON.parse((await runCli(args, { directory })).stdout) as typeof key;
};
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clewline-streams-'));
  key = await newKey();
  server = await startServer({ directory });
  cases = await openSqliteCaseStore(join(directory, 'cases.sqlite'));
}, 120_000);
afterAll(async () => {
  await cases.close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** One run, written by this process: so many rings are born, each with an alert. */
async function publish(count: number): Promise<readonly string[]> {
  published += 1;
  const ids = Array.from({ length: count }, (_, i) => `rng_${published}-${i}`);
  const none = { joined: [], left: [], others: [], at: day(published), statement: 'First found.' };
  const runId = `run_${published}`;
  const changes = ids.map((ringId) => ({ type: 'BORN', ringId, runId, ...none }) as const);
  const step = { type: 'OPENED', at: day(published), by: 'cron', note: 'New ring' } as const;
  const alerts = {
    basedOn: await cases.alerts.lastStep(),
    changes: ids.map((id) => ({ alert: anAlert(`alr_${id}`, id), ...step })),
    matches: [],
  };
  await cases.rings.publishRun(
    aRun(runId),
    ids.map((id) => aRing(id)),
    { changes, alerts },
  );
  return ids;
}
const RINGS = 'subscription($after: String) { ringChanged(after: $after) { eventId change { type } ring { id } } }';
const ALERTS = 'subscription { alertOpened { eventId again alert { id ringId } } }';
const asking = (query = RINGS) => ({ query, key: key.key });
type Ringed = {
  readonly data?: { readonly ringChanged: { readonly eventId: string; readonly ring: { readonly id: string } } };
};
const idsOf = (results: readonly Ringed[]) => results.map(({ data }) => data?.ringChanged.ring.id);

type Followed = {
  readonly heard: () => readonly Ringed[];
  /** The server, or its death, has ended it. */
  readonly isOver: () => boolean;
  readonly close: () => void;
};
const TRANSPORTS: Readonly<Record<string, (after: string) => Promise<Followed>>> = {
  'server-sent events': async (after) => {
    const { results, state, close } = await openEvents(server.graphqlUrl, { ...asking(), lastEventId: after });
    return { heard: results, isOver: () => state.ended, close };
  },
  'a WebSocket': async (after) => {
    const { follow, closed, dispose } = openSocket(server.graphqlUrl, key.key);
    const { results } = follow(RINGS, { after });
    return { heard: () => results, isOver: () => closed.code !== null, close: dispose };
  },
};
async function lastEventId(): Promise<string> {
  const events = await openEvents(server.graphqlUrl, asking());
  await publish(1);
  await eventually(() => expect(events.events).toHaveLength(1));
  events.close();
  return events.events[0]?.id ?? '';
}

describe('what another process publishes', () => {
  it('reaches a WebSocket and server-sent events, each in order and once', { timeout: 60_000 }, async () => {
    const events = await openEvents(server.graphqlUrl, asking());
    const socket = openSocket(server.graphqlUrl, key.key);
    const [rings, alerts] = [socket.follow(RINGS), socket.follow(ALERTS)];
    const warmUp: string[] = [];
    // Whoever follows from now on hears nothing of what was before it was let in.
    await eventually(async () => {
      warmUp.push(...(await publish(1)));
      expect(rings.results.length * alerts.results.length).toBeGreaterThan(0);
    });
    const ids = [...(await publish(3)), ...(await publish(60))];
    await eventually(() => expect(idsOf(rings.results).slice(-63)).toEqual(ids));
    await eventually(() => expect(idsOf(events.results())).toEqual([...warmUp, ...ids]));
    await eventually(() => expect(alerts.results.at(-1)?.data.alertOpened.alert.ringId).toBe(ids.at(-1)));
    expect(events.events.every(({ id }) => id !== null)).toBe(true);
    events.close();
    socket.dispose();
  });

  it('is made up for after a break, by Last-Event-ID and by after', { timeout: 60_000 }, async () => {
    const first = await openEvents(server.graphqlUrl, asking());
    await publish(2);
    await eventually(() => expect(first.events).toHaveLength(2));
    const last = first.events.at(-1)?.id ?? '';
    first.close();
    const missed = await publish(4);
    const again = await openEvents(server.graphqlUrl, { ...asking(), lastEventId: last });
    const socket = openSocket(server.graphqlUrl, key.key);
    const followed = socket.follow(RINGS, { after: last });
    await eventually(() => expect(idsOf(again.results())).toEqual(missed));
    await eventually(() => expect(idsOf(followed.results)).toEqual(missed));
    again.close();
    socket.dispose();
  });

  it.each(Object.entries(TRANSPORTS))(
    'is not lost, nor told twice, when the service is killed in the middle: %s',
    { timeout: 120_000 },
    async (_, follow) => {
      let last = await lastEventId();
      const heard: (string | undefined)[] = [];
      const all: string[] = [];
      for (let round = 0; round < 3; round++) {
        const stream = await follow(last);
        all.push(...(await publish(40)));
        await eventually(() => expect(stream.heard().length).toBeGreaterThan(0));
        server.process.kill('SIGKILL');
        await eventually(() => expect(stream.isOver()).toBe(true));
        heard.push(...idsOf(stream.heard()));
        last = stream.heard().at(-1)?.data?.ringChanged.eventId ?? last;
        all.push(...(await publish(5)));
        server = await startServer({ directory });
      }
      const rest = await follow(last);
      await eventually(() => expect([...heard, ...idsOf(rest.heard())]).toEqual(all));
      rest.close();
    },
  );
});

describe('a stream', () => {
  const firstError = async (query: string, variables = {}) => {
    const stream = await openEvents(server.graphqlUrl, { ...asking(query), variables });
    await eventually(() => expect(stream.state.ended).toBe(true));
    expect(stream.events.at(-1)?.type).toBe('complete');
    return stream.results()[0]?.errors?.[0];
  };

  it.each([
    ['an id of no event', RINGS, { after: 'x' }, 'INVALID_ARGUMENT'],
    ['an event there has not been', RINGS, { after: '999999' }, 'INVALID_ARGUMENT'],
    ['a control character', RINGS, { after: 'a\nb' }, 'INVALID_ARGUMENT'],
    ['a query', '{ viewer { name } }', {}, 'BAD_REQUEST'],
    ['a mutation', 'mutation { removeSchedule(id: "x") { id } }', {}, 'BAD_REQUEST'],
    ['a field there is not', 'subscription { everything }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['broken syntax', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['too many brackets', `subscription ${'{ a '.repeat(2_000)}`, {}, 'LIMIT_EXCEEDED'],
  ])('is refused in a sentence with a code: %s', async (_, query, variables, code) => {
    const error = await firstError(query, variables);
    expect(error?.extensions.code).toBe(code);
    expect(error?.message).not.toBe('');
    const socket = openSocket(server.graphqlUrl, key.key);
    const followed = socket.follow(query, variables);
    await eventually(() => expect(followed.over.value).toMatchObject([{ extensions: { code } }]));
    socket.dispose();
  });

  it('is for those who are signed in, from our own pages and from programs', async () => {
    const stranger = await openEvents(server.graphqlUrl, { query: RINGS, key: 'nobody' });
    expect(stranger.status).toBe(401);
    const url = server.graphqlUrl;
    const init = JSON.stringify({ type: 'connection_init' });
    expect(await closeCodeOf(url, { first: init })).toBe(4401);
    expect(await closeCodeOf(url, { origin: 'https://evil.example', first: init })).toBe(403);
    expect(await closeCodeOf(url, { origin: server.url, first: init })).toBe(4401);
    expect(await closeCodeOf(url.replace('/graphql', '/other'))).toBe(404);
  });

  it('ends on nonsense, and on a message that is too long', async () => {
    expect(await closeCodeOf(server.graphqlUrl, { first: 'nonsense' })).toBe(4400);
    expect(await closeCodeOf(server.graphqlUrl, { first: 'x'.repeat(100_000) })).toBe(1009);
    const early = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: RINGS } });
    expect(await closeCodeOf(server.graphqlUrl, { first: early })).toBe(4401);
  });

  it('is one of twenty at most, and a place that is left is free again', { timeout: 60_000 }, async () => {
    const own = await newKey();
    const open = () => openEvents(server.graphqlUrl, { query: RINGS, key: own.key });
    const streams = await Promise.all(Array.from({ length: 20 }, open));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await open()).status).toBe(429);
    const socket = openSocket(server.graphqlUrl, own.key);
    socket.follow(RINGS);
    await eventually(() => expect(socket.closed.code).toBe(4429));
    streams[0]?.close();
    let last = await open();
    for (let tries = 0; last.status === 429 && tries < 100; tries++) last = await open();
    expect(last.status).toBe(200);
    for (const stream of [...streams, last]) stream.close();
    socket.dispose();
  });

  it('ends when its key is revoked', { timeout: 60_000 }, async () => {
    const own = await newKey();
    const events = await openEvents(server.graphqlUrl, { query: RINGS, key: own.key });
    const socket = openSocket(server.graphqlUrl, own.key);
    const followed = socket.follow(RINGS);
    await publish(1);
    await eventually(() => expect(events.events.length).toBeGreaterThan(0));
    await runCli(['key', 'revoke', own.id], { directory });
    await eventually(() => expect([events.state.ended, socket.closed.code]).toEqual([true, 4401]));
    expect(followed.over.value).not.toBeNull();
  });
});

it('a job is followed through its stages to the run it publishes', { timeout: 120_000 }, async () => {
  const events = await openEvents(
    server.graphqlUrl,
    asking('subscription { runProgress { running { share schedule { id job stage } } lastRun { runId } } }'),
  );
  await eventually(() => expect(events.results()).toHaveLength(1));
  const before = events.results()[0]?.data.runProgress;
  expect(before).toMatchObject({ running: [], lastRun: { runId: `run_${published}` } });
  const ask = async (query: string) => {
    const headers = { authorization: `Bearer ${key.key}`, 'content-type': 'application/json' };
    return (await fetch(server.graphqlUrl, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
  };
  const made = (await ask(
    'mutation { createSchedule(job: DETECTION, cron: "0 3 1 1 *", timeZone: "UTC") { id } }',
  )) as { data: { createSchedule: { id: string } } };
  const { id } = made.data.createSchedule;
  await ask(`mutation { runScheduleNow(id: "${id}") { id } }`);
  await eventually(() => {
    const told = events.results().map(({ data }) => data.runProgress);
    expect(told.some(({ running }) => running[0]?.schedule.id === id)).toBe(true);
    expect(told.at(-1).running).toEqual([]);
  });
  events.close();
});

it('a service that is told to stop says goodbye to all, and ends', { timeout: 60_000 }, async () => {
  const events = await openEvents(server.graphqlUrl, asking());
  const socket = openSocket(server.graphqlUrl, key.key);
  socket.follow(RINGS);
  await publish(1);
  await eventually(() => expect(events.events.length).toBeGreaterThan(0));
  const exited = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(socket.closed.code).toBe(1001);
  await eventually(() => expect(events.events.at(-1)?.type).toBe('complete'));
});

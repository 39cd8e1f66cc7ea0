/** The real service's subscriptions, read by real clients, told of what another process writes. */
import { describe, expect, it } from 'vitest';
import { ALERTS, idsOf, publishingServer, RINGS, type Ringed } from '../support/publishing-server.ts';
import { eventually, openEvents, openSocket } from '../support/stream-clients.ts';

const service = publishingServer();
const asking = (query = RINGS) => ({ query, key: service.key.key });

type Followed = {
  readonly heard: () => readonly Ringed[];
  /** The server, or its death, has ended it. */
  readonly isOver: () => boolean;
  readonly close: () => void;
};
const TRANSPORTS: Readonly<Record<string, (after: string) => Promise<Followed>>> = {
  'server-sent events': async (after) => {
    const { results, state, close } = await openEvents(service.server.graphqlUrl, { ...asking(), lastEventId: after });
    return { heard: results, isOver: () => state.ended, close };
  },
  'a WebSocket': async (after) => {
    const { follow, closed, dispose } = openSocket(service.server.graphqlUrl, service.key.key);
    const { results } = follow(RINGS, { after });
    return { heard: () => results, isOver: () => closed.code !== null, close: dispose };
  },
};
async function lastEventId(): Promise<string> {
  const events = await openEvents(service.server.graphqlUrl, asking());
  await service.publish(1);
  await eventually(() => expect(events.events).toHaveLength(1));
  events.close();
  return events.events[0]?.id ?? '';
}

describe('what another process publishes', () => {
  it('reaches a WebSocket and server-sent events, each in order and once', { timeout: 60_000 }, async () => {
    const events = await openEvents(service.server.graphqlUrl, asking());
    const socket = openSocket(service.server.graphqlUrl, service.key.key);
    const [rings, alerts] = [socket.follow(RINGS), socket.follow(ALERTS)];
    const warmUp: string[] = [];
    // Whoever follows from now on hears nothing of what was before it was let in.
    await eventually(async () => {
      warmUp.push(...(await service.publish(1)));
      expect(rings.results.length * alerts.results.length).toBeGreaterThan(0);
    });
    const ids = [...(await service.publish(3)), ...(await service.publish(60))];
    await eventually(() => expect(idsOf(rings.results).slice(-63)).toEqual(ids));
    await eventually(() => expect(idsOf(events.results())).toEqual([...warmUp, ...ids]));
    await eventually(() => expect(alerts.results.at(-1)?.data.alertOpened.alert.ringId).toBe(ids.at(-1)));
    expect(events.events.every(({ id }) => id !== null)).toBe(true);
    events.close();
    socket.dispose();
  });

  it('is made up for after a break, by Last-Event-ID and by after', { timeout: 60_000 }, async () => {
    const first = await openEvents(service.server.graphqlUrl, asking());
    await service.publish(2);
    await eventually(() => expect(first.events).toHaveLength(2));
    const last = first.events.at(-1)?.id ?? '';
    first.close();
    const missed = await service.publish(4);
    const again = await openEvents(service.server.graphqlUrl, { ...asking(), lastEventId: last });
    const socket = openSocket(service.server.graphqlUrl, service.key.key);
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
        all.push(...(await service.publish(40)));
        await eventually(() => expect(stream.heard().length).toBeGreaterThan(0));
        service.server.process.kill('SIGKILL');
        await eventually(() => expect(stream.isOver()).toBe(true));
        heard.push(...idsOf(stream.heard()));
        last = stream.heard().at(-1)?.data?.ringChanged.eventId ?? last;
        all.push(...(await service.publish(5)));
        await service.restart();
      }
      const rest = await follow(last);
      await eventually(() => expect([...heard, ...idsOf(rest.heard())]).toEqual(all));
      rest.close();
    },
  );
});

it('a job is followed through its stages to the run it publishes', { timeout: 120_000 }, async () => {
  const events = await openEvents(
    service.server.graphqlUrl,
    asking('subscription { runProgress { running { share schedule { id job stage } } lastRun { runId } } }'),
  );
  await eventually(() => expect(events.results()).toHaveLength(1));
  const before = events.results()[0]?.data.runProgress;
  expect(before).toMatchObject({ running: [], lastRun: { runId: `run_${service.published}` } });
  const ask = async (query: string) => {
    const headers = { authorization: `Bearer ${service.key.key}`, 'content-type': 'application/json' };
    return (
      await fetch(service.server.graphqlUrl, { method: 'POST', headers, body: JSON.stringify({ query }) })
    ).json();
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
  const events = await openEvents(service.server.graphqlUrl, asking());
  const socket = openSocket(service.server.graphqlUrl, service.key.key);
  socket.follow(RINGS);
  await service.publish(1);
  await eventually(() => expect(events.events.length).toBeGreaterThan(0));
  const exited = new Promise((resolve) => service.server.process.once('exit', resolve));
  service.server.process.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(socket.closed.code).toBe(1001);
  await eventually(() => expect(events.events.at(-1)?.type).toBe('complete'));
});

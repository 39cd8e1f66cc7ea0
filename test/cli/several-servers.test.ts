/**
 * Two built servers on one data folder, by a clock that the test turns: one leads and is killed while it works, the
 * other takes over; a job outlasts its line; the clock is set back.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSqlite } from '../../server/src/adapters/sqlite/open-sqlite.ts';
import { gang } from '../support/gangs.ts';
import { splitKey } from '../support/observed-links.ts';
import { type RunningServer, runCli, startServer } from '../support/running-server.ts';

const TURNED_CLOCK = pathToFileURL(fileURLToPath(new URL('../support/turned-clock.mjs', import.meta.url))).href;
const [SECOND, MINUTE, DAY] = [1_000, 60_000, 86_400_000];
vi.setConfig({ testTimeout: 240_000 });

let directory: string;
let servers: RunningServer[];
let key: string;
let turnedBy = 0;
const turn = (by: number): void => {
  turnedBy += by;
  writeFileSync(join(directory, 'clock'), String(turnedBy));
};
const now = (): number => Date.now() + turnedBy;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clewline-several-'));
  turn(0);
  const { links, events } = gang('x', 6);
  const ends = ({ from, to }: (typeof links)[number] | (typeof events)[number]) => ({
    ...{ fromKind: splitKey(from).kind, fromId: splitKey(from).id },
    ...{ toKind: splitKey(to).kind, toId: splitKey(to).id },
  });
  const rows = {
    'links.ndjson': links.map((link) => ({ type: link.type, ...ends(link), firstSeen: link.at })),
    'events.ndjson': events.map(({ from, to, ...event }) => ({ ...event, ...ends({ from, to, ...event }) })),
  };
  for (const [name, lines] of Object.entries(rows)) {
    writeFileSync(join(directory, name), lines.map((line) => JSON.stringify(line)).join('\n'));
  }
  const files = Object.keys(rows).map((name) => join(directory, name));
  expect((await runCli(['import', ...files, '--json'], { directory })).code).toBe(0);
  const created = await runCli(['key', 'create', '--name', 'test', '--role', 'administrator', '--json'], { directory });
  key = JSON.parse(created.stdout).key;
  const env = { NODE_OPTIONS: `--import ${TURNED_CLOCK}`, TURNED_CLOCK: join(directory, 'clock') };
  servers = await Promise.all([startServer({ directory, env }), startServer({ directory, env })]);
}, 240_000);
afterAll(async () => {
  for (const server of servers ?? []) await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function ask(query: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const server = servers.at(-1)?.graphqlUrl ?? '';
  const response = await fetch(server, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}
type Shown = {
  readonly id: string;
  readonly problem: string | null;
  readonly nextRunAt: string;
  readonly lastStartedAt: string;
};
const FIELDS = 'id problem running nextRunAt lastStartedAt lastFinishedAt';
const scheduleOf = async (id: string): Promise<Shown> =>
  ((await ask(`{ schedules { ${FIELDS} } }`))['schedules'] as readonly Shown[]).find((one) => one.id === id) as Shown;
async function newSchedule(cron: string): Promise<string> {
  const made = await ask(`mutation { createSchedule(job: DETECTION, cron: "${cron}", timeZone: "UTC") { id } }`);
  return (made['createSchedule'] as Shown).id;
}
const runNow = (id: string) => ask(`mutation { runScheduleNow(id: "${id}") { id } }`);
const remove = (id: string) => ask(`mutation { removeSchedule(id: "${id}") { id } }`);
/** Waits for a standing of this schedule. */
const shows = (id: string, standing: object): Promise<unknown> =>
  vi.waitFor(async () => expect(await scheduleOf(id)).toMatchObject(standing), { timeout: 200_000, interval: 100 });

/** Which of the two holds the lease: its process is in the holder’s name. */
function leader(): RunningServer | undefined {
  const database = openSqlite({ path: join(directory, 'cases.sqlite'), readOnly: true });
  const row = database.prepare('SELECT holder FROM lease').get() as { readonly holder: string } | undefined;
  database.close();
  return servers.find(({ process }) => row?.holder.split(' ')[1] === String(process.pid));
}

it('one leads; killed while it works, the other takes over when its lease is over, and nothing is there twice', async () => {
  await vi.waitFor(() => expect(leader()).toBeDefined(), { timeout: 60_000 });
  const first = leader() as RunningServer;
  // The one that goes on answers from here.
  servers = [first, ...servers.filter((server) => server !== first)];
  for (const { id } of (await ask('{ schedules { id } }'))['schedules'] as readonly Shown[]) await remove(id);
  const id = await newSchedule('0 3 1 1 *');
  await runNow(id);
  await shows(id, { running: true });
  first.process.kill('SIGKILL');
  turn(16 * SECOND);
  await shows(id, { running: false, problem: null, lastFinishedAt: expect.any(String) });
  expect(leader()).toBe(servers[1]);
  servers = servers.slice(1);
  const { rings, alerts } = (await ask(
    '{ rings { totalCount nodes { size lineage { type } } } alerts { totalCount } }',
  )) as { rings: unknown; alerts: unknown };
  expect(rings).toEqual({ totalCount: 1, nodes: [{ size: 7, lineage: [{ type: 'BORN' }] }] });
  expect(alerts).toEqual({ totalCount: 1 });
  await remove(id);
});

it('a line that comes more often than its work can end says so, and does not run twice at a time', async () => {
  const id = await newSchedule('* * * * *');
  await runNow(id);
  await shows(id, { running: true });
  const { lastStartedAt } = await scheduleOf(id);
  turn(3 * MINUTE);
  const problem = /^It took \d+ s and was due \d times meanwhile: choose a line that leaves it time\.$/;
  await shows(id, { running: false, problem: expect.stringMatching(problem), lastStartedAt });
  await remove(id);
});

it('a clock that was set back is told, the next run is planned by the new time, and work goes on', async () => {
  const id = await newSchedule('0 3 * * *');
  turn(-3 * DAY);
  await shows(id, { problem: 'The clock was set back: the next run was planned anew.' });
  const { nextRunAt } = await scheduleOf(id);
  expect(Date.parse(nextRunAt) - now()).toBeGreaterThan(0);
  expect(Date.parse(nextRunAt) - now()).toBeLessThan(DAY + MINUTE);
  await runNow(id);
  await shows(id, { running: false, problem: null, lastFinishedAt: expect.any(String) });
});

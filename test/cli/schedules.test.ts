/** The real service runs a real detection by its schedule, in a process of its own, and says how it went. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RunningServer, runCli, startServer } from '../support/running-server.ts';

let directory: string;
let server: RunningServer;
let key: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clewline-schedules-'));
  const created = await runCli(['key', 'create', '--name', 'test', '--role', 'administrator', '--json'], { directory });
  key = JSON.parse(created.stdout).key;
  server = await startServer({ directory });
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function ask(query: string, variables: unknown = {}) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(server.graphqlUrl, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  return answer as { data: Record<string, unknown>; errors?: readonly { message: string }[] };
}

it('a schedule that is asked to run now detects, publishes, and is planned for its next time', {
  timeout: 120_000,
}, async () => {
  const CREATE = `mutation($cron: String!, $timeZone: String!) {
    createSchedule(job: DETECTION, cron: $cron, timeZone: $timeZone) { id nextRunAt problem } }`;
  const wrong = await ask(CREATE, { cron: '0 3 * * *', timeZone: 'Europe/Atlantis' });
  expect(wrong.errors?.[0]?.message).toBe('There is no time zone Europe/Atlantis: write it as Europe/Berlin.');
  // What a new installation comes with would run when the clock of this machine says so.
  const nightly = await vi.waitFor(async () => {
    const { data } = await ask('{ schedules { id job cron } }');
    expect(data['schedules']).toEqual([{ id: expect.any(String), job: 'DETECTION', cron: '0 3 * * *' }]);
    return data['schedules'] as readonly { id: string }[];
  });
  await ask('mutation($id: ID!) { removeSchedule(id: $id) { id } }', { id: nightly[0]?.id });
  const created = await ask(CREATE, { cron: '0 3 1 1 *', timeZone: 'Europe/Berlin' });
  const { id } = created.data['createSchedule'] as { id: string };
  await ask('mutation($id: ID!) { runScheduleNow(id: $id) { id } }', { id });
  await vi.waitFor(
    async () => {
      const { data } = await ask(
        '{ schedules { lastFinishedAt problem running nextRunAt } detectionRuns { totalCount } }',
      );
      expect(data).toMatchObject({
        schedules: [{ lastFinishedAt: expect.any(String), problem: null, running: false }],
        detectionRuns: { totalCount: 1 },
      });
      expect((data['schedules'] as readonly { nextRunAt: string }[])[0]?.nextRunAt).toMatch(/-01-01T02:00/);
    },
    { timeout: 60_000, interval: 200 },
  );
});

it('the incremental job publishes too: everything where nothing is remembered, else what changed', {
  timeout: 120_000,
}, async () => {
  const created = await ask(`mutation {
    createSchedule(job: INCREMENTAL_DETECTION, cron: "0 4 1 1 *", timeZone: "UTC") { id } }`);
  const { id } = created.data['createSchedule'] as { id: string };
  const stagesOfNext = (totalCount: number) =>
    vi.waitFor(
      async () => {
        const { data } = await ask(
          '{ detectionRuns(first: 1) { totalCount nodes { published incremental { touchedAccounts } stages { name } } } }',
        );
        expect(data['detectionRuns']).toMatchObject({
          totalCount,
          nodes: [{ published: true, incremental: { touchedAccounts: 0 } }],
        });
        const { nodes } = data['detectionRuns'] as { nodes: readonly { stages: readonly { name: string }[] }[] };
        return nodes[0]?.stages.map(({ name }) => name);
      },
      { timeout: 60_000, interval: 200 },
    );
  await ask('mutation($id: ID!) { runScheduleNow(id: $id) { id } }', { id });
  expect(await stagesOfNext(2)).toContain('index');
  // Its process is still there, with the market in memory.
  await ask('mutation($id: ID!) { runScheduleNow(id: $id) { id } }', { id });
  const stages = await stagesOfNext(3);
  expect(stages).toContain('carrying over');
  expect(stages).not.toContain('index');
});

it('the screening of registrations runs in a process of its own and lists whoever is near confirmed fraud', {
  timeout: 120_000,
}, async () => {
  const created = new Date(Date.now() - 3_600_000).toISOString();
  const paysWith = (...ids: readonly string[]) =>
    ids.map((fromId) => {
      return { type: 'PAYS_WITH', fromKind: 'Buyer', fromId, toKind: 'PaymentInstrument', toId: 'card' };
    });
  const importRows = async (rows: Readonly<Record<string, readonly object[]>>): Promise<void> => {
    for (const [name, lines] of Object.entries(rows)) {
      writeFileSync(join(directory, name), lines.map((line) => JSON.stringify(line)).join('\n'));
    }
    const files = Object.keys(rows).map((name) => join(directory, name));
    expect((await runCli(['import', ...files, '--json'], { directory })).code).toBe(0);
  };
  const scheduled = await ask('mutation { createSchedule(job: SCREENING, cron: "0 5 1 1 *", timeZone: "UTC") { id } }');
  const { id } = scheduled.data['createSchedule'] as { id: string };
  const screened = async (expected: readonly string[], before: unknown): Promise<unknown> => {
    await ask('mutation($id: ID!) { runScheduleNow(id: $id) { id } }', { id });
    return vi.waitFor(
      async () => {
        const { data } = await ask(
          '{ schedules { id running problem lastFinishedAt } newcomers { nodes { account { externalId } } } }',
        );
        const schedules = data['schedules'] as readonly { id: string; lastFinishedAt: unknown }[];
        const own = schedules.find((one) => one.id === id);
        expect(own).toMatchObject({ lastFinishedAt: expect.any(String), problem: null, running: false });
        expect(own?.lastFinishedAt).not.toBe(before);
        const { nodes } = data['newcomers'] as { nodes: readonly { account: { externalId: string } }[] };
        expect(nodes.map(({ account }) => account.externalId).sort()).toEqual(expected);
        return own?.lastFinishedAt;
      },
      { timeout: 60_000, interval: 200 },
    );
  };
  // Who is there when it runs for the first time has not come since.
  await importRows({
    'entities.ndjson': [{ kind: 'Buyer', id: 'known', createdAt: '2026-01-01', riskLabel: 'confirmedFraud' }],
    'links.ndjson': paysWith('known'),
  });
  const first = await screened([], null);
  await importRows({
    'entities.ndjson': [
      ...['near', 'far'].map((one) => ({ kind: 'Buyer', id: one, createdAt: created })),
      { kind: 'Buyer', id: 'undated' },
    ],
    'links.ndjson': paysWith('near', 'undated'),
  });
  await screened(['near', 'undated'], first);
});

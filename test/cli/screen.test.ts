/** `clewline screen` as cron and the scheduler call it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../support/running-server.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clewline-screen-'));
  const at = '2026-03-01T00:00:00Z';
  const buyer = (id: string) => ({ kind: 'Buyer', id, createdAt: at });
  const entities = [buyer('a'), buyer('b'), buyer('c'), { ...buyer('f'), riskLabel: 'confirmedFraud' }];
  const link = (id: string, device: string) => ({
    ...{ type: 'USES_DEVICE', fromKind: 'Buyer', fromId: id, toKind: 'Device', toId: device },
  });
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  await writeFile(join(directory, 'entities.ndjson'), lines(entities));
  await writeFile(join(directory, 'links.ndjson'), lines([link('a', 'd'), link('f', 'd'), link('b', 'e')]));
  const files = ['entities.ndjson', 'links.ndjson'].map((name) => join(directory, name));
  expect((await runCli(['import', ...files, '--json'], { directory })).code).toBe(0);
}, 60_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

const screen = (...args: readonly string[]) => runCli(['screen', '--json', ...args], { directory });

it('lists each account once, goes on where it was cut, and says so by its exit code', {
  timeout: 120_000,
}, async () => {
  const cut = await screen('--since', '2026-02-01', '--most', '3');
  expect(JSON.parse(cut.stdout)).toEqual({ screened: 3, found: 1, keptBack: 0, isDone: false });
  expect(cut.code).toBe(3);
  expect(cut.stderr).toContain('more wait');
  const rest = await screen();
  expect(JSON.parse(rest.stdout)).toEqual({ screened: 1, found: 0, keptBack: 0, isDone: true });
  expect(rest.code).toBe(0);
  expect(JSON.parse((await screen('--since', '2026-02-01')).stdout)).toMatchObject({ screened: 4, found: 0 });
});

it('refuses what is no time or number', async () => {
  expect((await screen('--since', 'yesterday')).code).toBe(2);
  expect((await screen('--most', '0')).code).toBe(2);
});

/** A real job whose server is killed while it works: it ends, and what it found is not published. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BIN, runCli } from '../support/running-server.ts';

const PARENT = fileURLToPath(new URL('../support/job-parent.ts', import.meta.url));
let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clewline-orphan-'));
  // Builds what is stale, and the stores.
  expect((await runCli(['status'], { directory })).code).toBe(0);
}, 120_000);
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const startParent = () =>
  spawn(process.execPath, ['--import', 'tsx', PARENT, BIN], {
    env: { ...process.env, CLEWLINE_DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const runs = async (): Promise<number> =>
  JSON.parse((await runCli(['detect', 'list', '--json'], { directory })).stdout).total;

type Listed = { readonly pid: number; readonly parent: number; readonly state: string };
const processes = (): readonly Listed[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state = '']) => ({ pid: Number(pid), parent: Number(parent), state }));

function childOf(pid: number | undefined): number {
  const found = processes().find(({ parent }) => parent === pid)?.pid;
  if (found === undefined) throw new Error('no job is running');
  return found;
}
/** One whose end nobody has taken note of runs no more. */
const isRunning = (job: number): boolean => processes().some(({ pid, state }) => pid === job && !state.startsWith('Z'));

it('ends when its server is gone, and publishes nothing', async () => {
  const parent = startParent();
  const job = await vi.waitFor(() => childOf(parent.pid), { timeout: 60_000, interval: 20 });
  // Held, so that its server is gone before it is done.
  process.kill(job, 'SIGSTOP');
  const gone = once(parent, 'exit');
  parent.kill('SIGKILL');
  await gone;
  process.kill(job, 'SIGCONT');
  await vi.waitFor(() => expect(isRunning(job)).toBe(false), { timeout: 60_000, interval: 100 });
  expect(await runs()).toBe(0);
}, 180_000);

it('publishes, and ends by itself, where its server is there', async () => {
  const parent = startParent();
  const [outcome] = await once(parent.stdout, 'data');
  expect(JSON.parse(String(outcome))).toEqual({ end: 'done' });
  expect(await runs()).toBe(1);
}, 180_000);

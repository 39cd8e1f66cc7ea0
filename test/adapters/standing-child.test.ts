import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStandingChild, type StandingChild } from '../../server/src/adapters/standing-child.ts';
import type { JobOutcome } from '../../server/src/application/ports/job-runner.ts';

const SCRIPT = fileURLToPath(new URL('../support/attending-child.mjs', import.meta.url));
const LONG = 60_000;

describe('a process that runs one command after another', () => {
  let standing: StandingChild = createStandingChild(SCRIPT, LONG);
  afterEach(() => standing.stop());

  const stages: string[] = [];
  const run = (name: string, signal = new AbortController().signal): Promise<JobOutcome> =>
    standing.run([name], { signal, onStage: (stage) => stages.push(stage) });
  /** The number of the run in its process, and the process. */
  const counted = async (): Promise<readonly [run: string | undefined, pid: number]> => {
    expect(await run('count')).toEqual({ end: 'done' });
    // What it says comes by another way than that it is done.
    const said = await vi.waitFor(() => {
      const found = stages.splice(0).find((stage) => stage.startsWith('run'));
      if (found === undefined) throw new Error('nothing said yet');
      return found;
    });
    const [, number, pid] = /^run (\d+) of (\d+)$/.exec(said) ?? [];
    return [number, Number(pid)];
  };
  const isRunning = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const untilGone = (pid: number) => vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });

  it('keeps what it has in memory, and tells stages of each run', async () => {
    standing = createStandingChild(SCRIPT, LONG);
    const [first, pid] = await counted();
    expect([first, await counted(), await counted()]).toEqual(['1', ['2', pid], ['3', pid]]);
  });

  it('ends when it was idle, and when it is not wanted any more', async () => {
    standing = createStandingChild(SCRIPT, 50);
    const [, idle] = await counted();
    await untilGone(idle);
    standing = createStandingChild(SCRIPT, LONG);
    const [number, pid] = await counted();
    expect(number).toBe('1');
    standing.stop();
    await untilGone(pid);
  });

  it('says why a command failed, and begins anew after it', async () => {
    standing = createStandingChild(SCRIPT, LONG);
    const [, pid] = await counted();
    expect(await run('fail')).toEqual({ end: 'failed', problem: 'Nothing to do it with.' });
    await untilGone(pid);
    expect(await counted()).toEqual(['1', expect.not.toBeOneOf([pid])]);
  });

  it('begins anew where it was killed, between two commands or in the middle of one', async () => {
    standing = createStandingChild(SCRIPT, LONG);
    const [, first] = await counted();
    process.kill(first, 'SIGKILL');
    await untilGone(first);
    const [number, second] = await counted();
    expect(number).toBe('1');
    const killed = run('hang');
    await vi.waitFor(() => expect(stages.splice(0)).toContain('hanging'), { timeout: 10_000 });
    process.kill(second, 'SIGKILL');
    expect(await killed).toEqual({ end: 'failed', problem: 'The process of the job ended with SIGKILL.' });
    expect((await counted())[0]).toBe('1');
  });

  it('stops a command, and runs another beside one that runs', async () => {
    standing = createStandingChild(SCRIPT, LONG);
    const controller = new AbortController();
    const hanging = run('hang', controller.signal);
    await vi.waitFor(() => expect(stages.splice(0)).toContain('hanging'), { timeout: 10_000 });
    expect((await counted())[0]).toBe('1');
    controller.abort();
    expect(await hanging).toEqual({ end: 'stopped' });
    expect(await run('count', controller.signal)).toEqual({ end: 'stopped' });
  });

  it('keeps none where none is to be kept', async () => {
    standing = createStandingChild(SCRIPT, 0);
    const [first, pid] = await counted();
    expect([first, (await counted())[0]]).toEqual(['1', '1']);
    await untilGone(pid);
  });
});

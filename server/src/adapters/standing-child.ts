/**
 * Runs commands of this program one after another in one process, which keeps in memory what the next may use, and ends
 * when it was idle for long. Whatever goes wrong in it ends it, and the next command begins in a new one.
 */
import type { ChildProcess } from 'node:child_process';
import type { JobOutcome, JobWatch } from '../application/ports/job-runner.ts';
import { isDone } from './attending.ts';
import { followChild, type Lines, readLines, runChildJob, spawnChild } from './child-job.ts';

export type StandingChild = {
  readonly run: (args: readonly string[], watch: JobWatch) => Promise<JobOutcome>;
  readonly stop: () => void;
};

type Standing = { readonly child: ChildProcess; readonly lines: Lines };

/** `idleMs`: 0 keeps none. */
export function createStandingChild(script: string, idleMs: number): StandingChild {
  let standing: Standing | null = null;
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;

  const begin = (): Standing => {
    const child = spawnChild({ script, args: ['attend'] });
    child.once('close', () => {
      if (standing?.child === child) standing = null;
    });
    child.on('error', () => {});
    return { child, lines: readLines(child) };
  };
  /** Its channel gone, it ends. */
  const stop = (): void => {
    clearTimeout(timer);
    if (standing?.child.connected) standing.child.disconnect();
    standing = null;
  };
  const ask = async ({ child, lines }: Standing, args: readonly string[], watch: JobWatch): Promise<JobOutcome> => {
    lines.follow(watch.onStage);
    const { ended, release } = followChild(child, watch.signal, lines);
    let hear = (_: unknown): void => {};
    const answered = new Promise<JobOutcome>((resolve) => {
      hear = (message) => {
        if (isDone(message)) resolve({ end: 'done' });
      };
    });
    child.on('message', hear);
    // One that has just ended cannot be told: its end is the answer.
    child.send({ args }, () => {});
    const outcome = await Promise.race([answered, ended]);
    child.off('message', hear);
    release();
    return outcome;
  };
  return {
    stop,
    run: async (args, watch) => {
      if (idleMs === 0 || isBusy) return runChildJob({ script, args }, watch);
      if (watch.signal.aborted) return { end: 'stopped' };
      clearTimeout(timer);
      isBusy = true;
      standing ??= begin();
      const outcome = await ask(standing, args, watch);
      isBusy = false;
      if (outcome.end !== 'done') stop();
      timer = setTimeout(stop, idleMs);
      timer.unref();
      return outcome;
    },
  };
}

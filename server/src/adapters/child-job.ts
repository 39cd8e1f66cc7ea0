/** Runs one command of this program in a process of its own, so that the server goes on answering while it computes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { JobOutcome, JobWatch } from '../application/ports/job-runner.ts';

export type ChildJob = { readonly script: string; readonly args: readonly string[] };

const STAGE = /^stage (\S.{0,80})$/;
const LONGEST_PROBLEM = 300;

/** Its channel breaks when this process is gone, which ends the job before it publishes (main.ts). */
export const spawnChild = ({ script, args }: ChildJob): ChildProcess =>
  spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });

export async function runChildJob(job: ChildJob, watch: JobWatch): Promise<JobOutcome> {
  if (watch.signal.aborted) return { end: 'stopped' };
  const child = spawnChild(job);
  const lines = readLines(child);
  lines.follow(watch.onStage);
  return followChild(child, watch.signal, lines).ended;
}

export type Lines = {
  /** From now on names of stages go there, and the last other line is forgotten. */
  readonly follow: (onStage: (name: string) => void) => void;
  /** The last line that is no stage; empty without one. */
  readonly last: () => string;
};

export function readLines({ stderr }: ChildProcess): Lines {
  let last = '';
  let onStage: (name: string) => void = () => {};
  const read = (line: string): void => {
    const stage = STAGE.exec(line)?.[1];
    if (stage !== undefined) onStage(stage);
    else if (line.trim() !== '') last = line.trim().slice(0, LONGEST_PROBLEM);
  };
  if (stderr !== null) createInterface({ input: stderr }).on('line', read);
  const follow: Lines['follow'] = (to) => {
    last = '';
    onStage = to;
  };
  return { follow, last: () => last };
}

export type Following = {
  /** What it said last is the problem. */
  readonly ended: Promise<JobOutcome>;
  /** Leaves it to itself. */
  readonly release: () => void;
};

/** It is told to stop when the signal comes. */
export function followChild(child: ChildProcess, signal: AbortSignal, lines: Lines): Following {
  const stop = (): void => void child.kill('SIGTERM');
  let settle = (_: JobOutcome): void => {};
  const ended = new Promise<JobOutcome>((resolve) => {
    settle = resolve;
  });
  const end = (outcome: JobOutcome): void => {
    release();
    settle(outcome);
  };
  const fail = (): void => end({ end: 'failed', problem: 'The process of the job could not be started.' });
  const close = (code: number | null, killedBy: NodeJS.Signals | null): void =>
    end(toOutcome({ code, killedBy, wasStopped: signal.aborted, last: lines.last() }));
  const release = (): void => {
    signal.removeEventListener('abort', stop);
    child.off('error', fail).off('close', close);
  };
  signal.addEventListener('abort', stop, { once: true });
  child.once('error', fail).once('close', close);
  return { ended, release };
}

type Ended = {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly wasStopped: boolean;
  readonly last: string;
};

function toOutcome({ code, killedBy, wasStopped, last }: Ended): JobOutcome {
  if (code === 0) return { end: 'done' };
  if (wasStopped) return { end: 'stopped' };
  if (last !== '' && code !== null) return { end: 'failed', problem: last };
  return { end: 'failed', problem: `The process of the job ended with ${killedBy ?? code}.` };
}

/** Runs one command of this program in a process of its own, so that the server goes on answering while it computes. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { JobOutcome, JobWatch } from '../application/ports/job-runner.ts';

export type ChildJob = { readonly script: string; readonly args: readonly string[] };

const STAGE = /^stage (\S.{0,80})$/;
const LONGEST_PROBLEM = 300;

export function runChildJob({ script, args }: ChildJob, { signal, onStage }: JobWatch): Promise<JobOutcome> {
  if (signal.aborted) return Promise.resolve({ end: 'stopped' });
  // The channel carries nothing: it breaks when this process is gone, which ends the job before it publishes (main.ts).
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  let last = '';
  const read = (line: string): void => {
    const stage = STAGE.exec(line)?.[1];
    if (stage !== undefined) onStage(stage);
    else if (line.trim() !== '') last = line.trim().slice(0, LONGEST_PROBLEM);
  };
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', read);
  return new Promise((resolve) => {
    const end = (outcome: JobOutcome): void => {
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    child.once('error', () => end({ end: 'failed', problem: 'The process of the job could not be started.' }));
    child.once('close', (code, killedBy) => {
      if (code === 0) end({ end: 'done' });
      else if (signal.aborted) end({ end: 'stopped' });
      else if (last !== '' && code !== null) end({ end: 'failed', problem: last });
      else end({ end: 'failed', problem: `The process of the job ended with ${killedBy ?? code}.` });
    });
  });
}

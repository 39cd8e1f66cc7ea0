/** Runs a computation that pauses by itself, so that it can be interrupted, and takes the time of its stages. */
import type { StageTiming } from '../domain/detection-run.ts';
import type { Clock } from './ports/clock.ts';

const PAUSE_EVERY_MS = 100;

/** Null when it was interrupted. A pause costs little and is still made only now and then. */
export async function runSteps<T>(steps: Generator<void, T>, { now }: Clock, signal?: AbortSignal): Promise<T | null> {
  let pausedAt = now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (now() - pausedAt < PAUSE_EVERY_MS) continue;
    if (await isInterrupted(signal)) return null;
    pausedAt = now();
  }
}

/** Signals that came while something was computed are delivered in this pause. */
export async function isInterrupted(signal?: AbortSignal): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return signal?.aborted ?? false;
}

export const createStage =
  (clock: Clock, stages: StageTiming[]) =>
  async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = clock.now();
    const result = await work();
    stages.push({ name, durationMs: clock.now() - start });
    return result;
  };

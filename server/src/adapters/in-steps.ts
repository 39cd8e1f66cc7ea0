/** Work that holds the thread for long, done in steps: between them others are served, and a signal to stop is heard. */
import { stoppedReading } from '../domain/failure.ts';

/** Every so many rows make a step: some milliseconds. */
export const ROWS_A_STEP = 16_384;

/** The value of the last step. Once the signal is given, ends with CANCELLED and lets the work clean up. */
export async function inSteps<T>(steps: Generator<void, T>, signal: AbortSignal | null): Promise<T> {
  try {
    for (;;) {
      if (signal?.aborted) throw stoppedReading();
      const step = steps.next();
      if (step.done) return step.value;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    steps.return(undefined as never);
  }
}

/** The same at once, for little work. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The rows as they come, with a step now and then. */
export function* rowByRow<T>(rows: Iterable<T>, each: (row: T) => void): Generator<void, void> {
  let rowsInStep = 0;
  for (const row of rows) {
    each(row);
    if (++rowsInStep < ROWS_A_STEP) continue;
    rowsInStep = 0;
    yield;
  }
}

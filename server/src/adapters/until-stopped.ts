/** Work for one who may go away. */
import { stoppedReading } from '../domain/failure.ts';

/** Ends with CANCELLED as soon as the signal is given, however long the work takes to end. */
export async function untilStopped<T>(signal: AbortSignal | null, work: () => Promise<T>): Promise<T> {
  if (signal === null) return work();
  if (signal.aborted) throw stoppedReading();
  let stop = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(stoppedReading());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([stopped, work()]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * One look at the case store for everybody who waits: while somebody does, its mark is read again and again, and all
 * are woken when it is another one. What another process wrote is noticed like what this one did.
 */
export type Pulse = {
  /** As it stands now; to be read before the log that is followed, so that nothing written in between is missed. */
  mark(): Promise<string>;
  /** Resolves when the mark is not this one any more, after `atMostMs`, or when the signal is given. */
  changed(seen: string, signal: AbortSignal, atMostMs?: number): Promise<void>;
};
export type PulseOptions = {
  readonly mark: () => Promise<string>;
  readonly onUnexpected: (error: unknown) => void;
  readonly everyMs?: number;
};
type Waiter = { readonly seen: string; readonly wake: () => void };

const EVERY_MS = 250;

export function createPulse({ mark, onUnexpected, everyMs = EVERY_MS }: PulseOptions): Pulse {
  const waiters = new Set<Waiter>();
  let looking = false;
  const look = async (): Promise<void> => {
    const now = await mark();
    for (const waiter of waiters) if (waiter.seen !== now) waiter.wake();
  };
  const next = (): void => {
    if (looking || waiters.size === 0) return;
    looking = true;
    setTimeout(() => {
      const over = (): void => {
        looking = false;
        next();
      };
      look().catch(onUnexpected).finally(over);
    }, everyMs).unref();
  };
  return {
    mark,
    changed: (seen, signal, atMostMs) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const timer = atMostMs === undefined ? undefined : setTimeout(() => waiter.wake(), atMostMs).unref();
        const waiter: Waiter = {
          seen,
          wake: () => {
            clearTimeout(timer);
            waiters.delete(waiter);
            signal.removeEventListener('abort', waiter.wake);
            resolve();
          },
        };
        waiters.add(waiter);
        signal.addEventListener('abort', waiter.wake, { once: true });
        next();
      }),
  };
}

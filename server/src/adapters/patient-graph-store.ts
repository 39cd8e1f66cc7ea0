/**
 * A graph store that is not there yet: opened in the background until it answers. Until then whatever is asked of it
 * fails with the sentence of the last attempt, and the service around it says that it is not ready.
 */
import type { GraphStore } from '../application/ports/graph-store.ts';
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';

type OpenStore = () => Promise<Result<GraphStore, Failure>>;
export type PatientOptions = {
  readonly open: OpenStore;
  /** Why the first attempt failed. */
  readonly reason: Failure;
  readonly onAttempt?: (failure: Failure | null) => void;
  readonly firstPauseMs?: number;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export const createPatientGraphStore = (options: PatientOptions): GraphStore => toStore(keepOpening(options), null);

function toStore(opening: Opening, signal: AbortSignal | null): GraphStore {
  const close = async (): Promise<void> => (await opening.stop())?.close();
  const target: Partial<GraphStore> = {};
  return new Proxy(target as GraphStore, {
    get(_, name) {
      if (name === 'close') return close;
      if (name === 'stoppedBy') return (given: AbortSignal) => toStore(opening, given);
      // A promise would be taken for one that is waited for.
      if (name === 'then') return undefined;
      return async (...args: readonly unknown[]) => {
        const opened = opening.current();
        if (opened === null) throw new FailureError(opening.reason());
        const store = signal === null ? opened : opened.stoppedBy(signal);
        const method: unknown = Reflect.get(store, name);
        return typeof method === 'function' ? method.apply(store, args) : method;
      };
    },
  });
}

type Opening = ReturnType<typeof keepOpening>;

function keepOpening({ open, reason: first, onAttempt, firstPauseMs = FIRST_PAUSE_MS }: PatientOptions) {
  let store: GraphStore | null = null;
  let reason = first;
  let isStopped = false;
  let pause = firstPauseMs;
  let attempt: Promise<void> = Promise.resolve();
  let timer = setTimeout(begin, pause);

  function begin(): void {
    attempt = tryOnce().then(() => {
      if (store !== null || isStopped) return;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      timer = setTimeout(begin, pause);
    });
  }
  async function tryOnce(): Promise<void> {
    const opened = await open().catch((error: unknown) => ({ ok: false as const, failure: toFailure(error) }));
    if (opened.ok) store = opened.value;
    else reason = opened.failure;
    onAttempt?.(opened.ok ? null : reason);
  }
  return {
    current: () => store,
    reason: () => reason,
    stop: async (): Promise<GraphStore | null> => {
      isStopped = true;
      clearTimeout(timer);
      await attempt;
      return store;
    },
  };
}

const toFailure = (error: unknown): Failure =>
  error instanceof FailureError ? error.failure : failure('STORE_UNAVAILABLE', 'The graph store cannot be opened.');

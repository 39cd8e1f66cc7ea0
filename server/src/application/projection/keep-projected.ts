/**
 * A server keeps the projection up to date by itself, whoever publishes. The first time it compares everything: the
 * graph may have been restored since. While the graph does not answer it asks less and less often.
 */
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { createProjectRings, type ProjectingDependencies } from './project-rings.ts';

export type KeepingDependencies = ProjectingDependencies & {
  readonly principal: Principal;
  /** Once for each trouble, and with null when it is over. */
  readonly onTrouble: (failure: Failure | null) => void;
  readonly onUnexpected: (error: unknown) => void;
};
export type KeepingOptions = { readonly everyMs?: number };

const EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export type Keeping = {
  /** Finishes what is under way. */
  stop(): Promise<void>;
};

export function keepProjected(deps: KeepingDependencies, { everyMs = EVERY_MS }: KeepingOptions = {}): Keeping {
  const projectRings = createProjectRings(deps);
  let recheck = true;
  let trouble: string | null = null;
  let pauseMs = everyMs;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const work = async (): Promise<void> => {
    const done = await projectRings(deps.principal, { recheck });
    if (done.ok) {
      recheck = false;
      pauseMs = everyMs;
      if (trouble !== null) deps.onTrouble(null);
      trouble = null;
      return;
    }
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    if (trouble !== done.failure.message) deps.onTrouble(done.failure);
    trouble = done.failure.message;
  };
  const next = (): void => {
    if (isStopped) return;
    timer = setTimeout(start, pauseMs);
    timer.unref();
  };
  const start = (): void => {
    round = work()
      .catch((error: unknown) => {
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        deps.onUnexpected(error);
      })
      .finally(next);
  };
  let round: Promise<void> = Promise.resolve();
  start();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

/** Stores that answer nothing, and tell whether anyone came near them. */
import type { AlertStore, SuppressionStore } from '../../server/src/application/ports/alert-store.ts';
import type { AccessStore, RingStore } from '../../server/src/application/ports/case-store.ts';
import type { ChangeFeed } from '../../server/src/application/ports/change-feed.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { NewcomerStore } from '../../server/src/application/ports/newcomer-store.ts';
import type { VerdictStore } from '../../server/src/application/ports/verdict-store.ts';

export type Tripwire = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
  readonly alerts: AlertStore;
  readonly access: AccessStore;
  readonly suppressions: SuppressionStore;
  readonly newcomers: NewcomerStore;
  readonly changes: ChangeFeed;
  readonly touched: string[];
};

/** `answer`: what every method does instead of its work. */
export function createTripwire(answer: (method: string) => unknown = () => Promise.resolve(null)): Tripwire {
  const touched: string[] = [];
  const wired = <T extends object>(): T =>
    new Proxy({} as T, {
      get: (_, name, store) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        // Asks nothing of it.
        if (name === 'stoppedBy') return () => store;
        return () => {
          touched.push(name);
          return answer(name);
        };
      },
    });
  return {
    graph: wired<GraphStore>(),
    rings: wired<RingStore>(),
    verdicts: wired<VerdictStore>(),
    alerts: wired<AlertStore>(),
    access: wired<AccessStore>(),
    suppressions: wired<SuppressionStore>(),
    newcomers: wired<NewcomerStore>(),
    changes: wired<ChangeFeed>(),
    touched,
  };
}

/** The store under contract, opened afresh for each test, and what the suites do with it. */
import { afterEach, beforeEach } from 'vitest';
import type { GraphStore, ImportOptions, ImportSession } from '../../../server/src/application/ports/graph-store.ts';
import type { DrawnLink } from '../../../server/src/domain/graph-view.ts';
import type { EntityRef, GraphRecord } from '../../../server/src/domain/records.ts';

/** A store on an empty place, a way to open it once more beside, and one to remove it. */
export type OpenedStore = {
  readonly store: GraphStore;
  readonly openAnother: () => Promise<GraphStore>;
  readonly remove: () => Promise<void>;
  /** What a question asked during a commit sees: the state of one moment, or whatever is committed as it goes. */
  readonly isolation: 'snapshot' | 'readCommitted';
};

export type ContractStore = {
  /** The one opened for this test. */
  readonly store: GraphStore;
  readonly isolation: OpenedStore['isolation'];
  /** Runs `work` on another empty one. */
  readonly withStore: <T>(work: (other: GraphStore) => Promise<T>) => Promise<T>;
  /** Runs `work` with a second door to the same store, as another process would have. */
  readonly withAnother: <T>(work: (another: GraphStore) => Promise<T>) => Promise<T>;
  readonly linksOf: (ref: EntityRef) => Promise<readonly DrawnLink[]>;
};

/** Called within a `describe`: opens and removes a store around each of its tests. */
export function useStore(open: () => Promise<OpenedStore>): ContractStore {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened.store.close();
    await opened.remove();
  });
  return {
    get store() {
      return opened.store;
    },
    get isolation() {
      return opened.isolation;
    },
    withStore: async (work) => {
      const other = await open();
      try {
        return await work(other.store);
      } finally {
        await other.store.close();
        await other.remove();
      }
    },
    withAnother: async (work) => {
      const another = await opened.openAnother();
      try {
        return await work(another);
      } finally {
        await another.close();
      }
    },
    linksOf: async (ref) => {
      const [expanded] = await opened.store.expand({ of: [ref], limitPerEntity: 1_000 });
      return expanded?.links ?? [];
    },
  };
}

export async function openImport(
  store: GraphStore,
  holder = 'test',
  options: ImportOptions = {},
): Promise<ImportSession> {
  const session = await store.openImport(holder, options);
  if (!session.ok) throw new Error(session.failure.message);
  return session.value;
}

export async function importAll(store: GraphStore, batches: readonly (readonly GraphRecord[])[]): Promise<void> {
  const session = await openImport(store);
  for (const batch of batches) await session.write(batch);
  await session.close();
}

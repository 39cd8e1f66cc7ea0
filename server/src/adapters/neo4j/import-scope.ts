/** What stands around the batches of an import: a transaction each, and the lease. */
import type { Neo4jConnection, Transaction } from './connection.ts';
import {
  GRAPH_LEASE_MS,
  keepLease,
  type LeaseOwner,
  lockAsOwner,
  renewLease,
  returnLease,
  type StoreState,
} from './store-node.ts';

const RENEW_MS = GRAPH_LEASE_MS / 4;

export interface ImportScope {
  /** All of the work or nothing; may run it more than once. */
  inBatch<T>(work: (transaction: Transaction, state: StoreState) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The lease must have been taken. */
export function leasedScope(connection: Neo4jConnection, owner: LeaseOwner): ImportScope {
  let isRenewing = false;
  const renew = async (): Promise<void> => {
    // A batch holds the lock, and renews at its end: one that waits is enough.
    if (isRenewing) return;
    isRenewing = true;
    // The next batch meets the same trouble and reports it.
    await renewLease(connection, owner).catch(() => undefined);
    isRenewing = false;
  };
  const renewal = setInterval(renew, RENEW_MS);
  renewal.unref();
  return {
    inBatch: (work) =>
      connection.writePatiently('write-batch', async (transaction) => {
        const result = await work(transaction, await lockAsOwner(transaction, owner));
        // At the end, however long the batch took.
        await keepLease(transaction, owner);
        return result;
      }),
    close: async () => {
      clearInterval(renewal);
      await returnLease(connection, owner);
    },
  };
}

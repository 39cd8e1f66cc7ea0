/** What stands around the batches of an import: a transaction each and the lease, or one transaction that is undone. */
import { FailureError } from '../../domain/failure.ts';
import { BULK_MS, type Neo4jConnection, type OpenTransaction, type Transaction } from './connection.ts';
import { isConstraintViolation } from './neo4j-failures.ts';
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
  /** A batch that failed leaves nothing behind and may be tried again. */
  readonly isRepeatable: boolean;
  /** All of the work or nothing; may run it more than once. */
  inBatch<T>(work: (transaction: Transaction, state: StoreState) => Promise<T>): Promise<T>;
  isConstraintViolation(error: unknown): boolean;
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
    isRepeatable: true,
    inBatch: (work) =>
      connection.write('write-batch', async (transaction) => {
        const result = await work(transaction, await lockAsOwner(transaction, owner));
        // At the end, however long the batch took.
        await keepLease(transaction, owner);
        return result;
      }),
    isConstraintViolation,
    close: async () => {
      clearInterval(renewal);
      await returnLease(connection, owner);
    },
  };
}

/**
 * A dry run: one transaction from here to the end, and a rollback. Its own books are kept here, so that the store's
 * node is not locked and the lease can be renewed beside it. What the server refuses ends it: there are no savepoints.
 */
export async function dryRunScope(
  connection: Neo4jConnection,
  owner: LeaseOwner,
  state: StoreState,
): Promise<ImportScope> {
  const leased = leasedScope(connection, owner);
  const transaction: OpenTransaction = await connection.begin('dry-run', BULK_MS);
  let held = state;
  let broken: unknown = null;
  return {
    isRepeatable: false,
    inBatch: async (work) => {
      if (broken !== null) throw broken;
      const next = { ...held };
      try {
        const result = await work(withoutBooks(transaction), next);
        held = next;
        return result;
      } catch (error) {
        if (!(error instanceof FailureError && error.failure.code === 'LIMIT_EXCEEDED')) broken = error;
        throw error;
      }
    },
    isConstraintViolation: () => false,
    close: async () => {
      await transaction.undo();
      await leased.close();
    },
  };
}

/** The store's own node stays as it is. */
const withoutBooks = (transaction: Transaction): Transaction => ({
  ...transaction,
  run: async (name, parameters, value) => (name === 'store/save-store' ? [] : transaction.run(name, parameters, value)),
});

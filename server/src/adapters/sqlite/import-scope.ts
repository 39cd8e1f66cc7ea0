/** What stands around the batches of an import: a transaction each and the lease, or one transaction that is undone. */
import type { Clock } from '../../application/ports/clock.ts';
import { FailureError } from '../../domain/failure.ts';
import { recountDegrees } from './degrees.ts';
import { importRunning, isHeld, newLease, readLease, writeLease } from './import-lease.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { inSavepoint, inTransaction, type StatementCache } from './sql.ts';
import { withSqliteFailures } from './sqlite-failures.ts';
import { writeState } from './store-state.ts';
import type { WriteContext } from './write-context.ts';

const RENEW_MS = 15_000;

export interface ImportScope {
  /** All of the work or nothing. */
  inBatch<T>(work: () => T): T;
  /** Ends the import. `mustRecount`: its differences of degrees cannot be trusted. */
  close(context: WriteContext, mustRecount: boolean): void;
}

export type ScopeOptions = {
  readonly database: SqliteDatabase;
  readonly prepare: StatementCache;
  readonly path: string;
  readonly clock: Clock;
};
export type LeaseOwner = { readonly holder: string; readonly token: string };

/** The lease must have been taken. Its end brings the degrees up to date and gives the lease back. */
export function leasedScope(options: ScopeOptions, { holder, token }: LeaseOwner): ImportScope {
  const { database, prepare, path, clock } = options;
  const inBatch = <T>(work: () => T): T =>
    withSqliteFailures(path, () =>
      inTransaction(database, 'IMMEDIATE', () => {
        const lease = readLease(prepare);
        if (lease?.token !== token)
          throw new FailureError(importRunning(lease ?? newLease({ holder: 'unknown', token: '', clock })));
        writeLease(prepare, newLease({ holder, token, clock }));
        return work();
      }),
    );
  const renew = (): void => {
    try {
      inBatch(() => undefined);
    } catch {
      // The next batch meets the same trouble and reports it.
    }
  };
  const renewal = setInterval(renew, RENEW_MS);
  renewal.unref();
  return {
    inBatch,
    close: ({ state, degrees }, mustRecount) => {
      clearInterval(renewal);
      inBatch(() => {
        if (mustRecount) recountDegrees(database, prepare);
        else degrees.addToStore(prepare);
        state.degreesStale = false;
        writeState(prepare, state);
        writeLease(prepare, null);
      });
    },
  };
}

/**
 * A dry run: one transaction from here to the end, a savepoint each batch, and a rollback. Holds the file's write lock
 * all the while instead of a lease, for a lease would have to be written; readers read on. Takes over `database`, which
 * must be a connection of its own: no other read may fall into the transaction.
 */
export function dryRunScope({ database, prepare, path, clock }: ScopeOptions): ImportScope {
  withSqliteFailures(path, () => database.exec('BEGIN IMMEDIATE'));
  // Closing alone would keep the lock until the last statement is collected. A full disk has rolled back by itself.
  const undo = (): void => {
    try {
      database.exec('ROLLBACK');
    } catch {}
  };
  const rival = readLease(prepare);
  if (isHeld(rival, clock.now())) {
    undo();
    throw new FailureError(importRunning(rival));
  }
  return {
    inBatch: (work) => withSqliteFailures(path, () => inSavepoint(database, work)),
    close: () => {
      undo();
      database.close();
    },
  };
}

/** Who may import: one at a time, by a lease; a dry run beside it, on a connection of its own. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../application/ports/clock.ts';
import type { ImportOptions, ImportSession } from '../../application/ports/graph-store.ts';
import { type Failure, FailureError } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { recountDegrees } from './degrees.ts';
import { importRunning, isHeld, type Lease, newLease, readLease, writeLease } from './import-lease.ts';
import { dryRunScope, leasedScope } from './import-scope.ts';
import { SqliteImportSession } from './import-session.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { openStoreFile, type StoreFile } from './open-store-file.ts';
import { createStatementCache, inTransaction, type StatementCache } from './sql.ts';
import { withSqliteFailures } from './sqlite-failures.ts';
import { readState, writeState } from './store-state.ts';

type Options = StoreFile & { readonly clock: Clock };

export class ImportDoor {
  readonly #database: SqliteDatabase;
  readonly #prepare: StatementCache;
  readonly #options: Options;

  constructor(database: SqliteDatabase, prepare: StatementCache, options: Options) {
    this.#database = database;
    this.#prepare = prepare;
    this.#options = options;
  }

  open(holder: string, { dryRun = false }: ImportOptions): Result<ImportSession, Failure> {
    const { path, clock } = this.#options;
    const database = this.#database;
    const prepare = this.#prepare;
    const owner = { holder, token: randomUUID() };
    try {
      if (dryRun) return ok(this.#openDryRun());
      const rival = withSqliteFailures(path, () => this.#takeLease(newLease({ ...owner, clock })));
      if (rival) return fail(importRunning(rival));
      const scope = leasedScope({ database, prepare, path, clock }, owner);
      return ok(new SqliteImportSession({ database, prepare, scope }));
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  }

  #openDryRun(): ImportSession {
    const { path, clock } = this.#options;
    const database = withSqliteFailures(path, () => openStoreFile(this.#options));
    try {
      const prepare = createStatementCache(database);
      const scope = dryRunScope({ database, prepare, path, clock });
      return new SqliteImportSession({ database, prepare, scope });
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The lease that stands in the way, or null. */
  #takeLease(lease: Lease): Lease | null {
    const now = this.#options.clock.now();
    // Asked first without the write lock, which a running import may hold for seconds.
    const held = readLease(this.#prepare);
    if (isHeld(held, now)) return held;
    return inTransaction(this.#database, 'IMMEDIATE', () => {
      const rival = readLease(this.#prepare);
      if (isHeld(rival, now)) return rival;
      writeLease(this.#prepare, lease);
      this.#recountIfStale();
      return null;
    });
  }

  /** An import that broke off left the degrees behind. */
  repairDegrees(): void {
    const isRunning = (): boolean => isHeld(readLease(this.#prepare), this.#options.clock.now());
    if (!readState(this.#prepare).degreesStale || isRunning()) return;
    inTransaction(this.#database, 'IMMEDIATE', () => {
      if (!isRunning()) this.#recountIfStale();
    });
  }

  #recountIfStale(): void {
    const state = readState(this.#prepare);
    if (!state.degreesStale) return;
    recountDegrees(this.#database, this.#prepare);
    writeState(this.#prepare, { ...state, degreesStale: false });
  }
}

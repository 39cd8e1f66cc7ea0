/** A read of the whole store: one snapshot on a connection of its own, so that others are served between its steps. */
import { inSteps } from '../in-steps.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { SourceSets } from './source-sets.ts';
import { createStatementCache, type StatementCache } from './sql.ts';
import { readState, type StoreState } from './store-state.ts';

export type LongReading = {
  readonly prepare: StatementCache;
  readonly sources: SourceSets;
  readonly state: StoreState;
};

/** Ends with CANCELLED between two steps once the signal is given. */
export const readLong = <T>(
  open: () => SqliteDatabase,
  work: (reading: LongReading) => Generator<void, T>,
  signal: AbortSignal | null,
): Promise<T> => inSteps(onOwnConnection(open, work), signal);

function* onOwnConnection<T>(
  open: () => SqliteDatabase,
  work: (reading: LongReading) => Generator<void, T>,
): Generator<void, T> {
  const database = open();
  try {
    // Ends with the connection: there is nothing to commit.
    database.exec('BEGIN DEFERRED');
    const prepare = createStatementCache(database);
    return yield* work({ prepare, sources: new SourceSets(database), state: readState(prepare) });
  } finally {
    database.close();
  }
}

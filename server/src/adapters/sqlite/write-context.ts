/** What the writers of one import share. */
import type { DegreeDifferences } from './degrees.ts';
import type { EntityDictionary } from './entity-dictionary.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import type { SourceSets } from './source-sets.ts';
import type { StatementCache } from './sql.ts';
import type { StoreState } from './store-state.ts';

export type WriteContext = {
  readonly database: SqliteDatabase;
  readonly prepare: StatementCache;
  readonly dictionary: EntityDictionary;
  readonly sources: SourceSets;
  readonly state: StoreState;
  /** Added to `entity.degree` when the import ends. */
  readonly degrees: DegreeDifferences;
  readonly attributeNames: Set<string>;
};

/** What became of the rows of one record class. */
export type Tally = { created: number; updated: number; unchanged: number; conflicts: number };
export const newTally = (): Tally => ({ created: 0, updated: 0, unchanged: 0, conflicts: 0 });

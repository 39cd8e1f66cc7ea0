/** What the writers of one import share. */
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
  /** Added to `entity.degree` when the import ends: entity id → difference. */
  readonly degrees: Map<number, number>;
  readonly attributeNames: Set<string>;
};

export const addDegrees = (degrees: Map<number, number>, a: number, b: number, difference: number): void => {
  degrees.set(a, (degrees.get(a) ?? 0) + difference);
  degrees.set(b, (degrees.get(b) ?? 0) + difference);
};

/** What became of the rows of one record class. */
export type Tally = { created: number; updated: number; unchanged: number; conflicts: number };
export const newTally = (): Tally => ({ created: 0, updated: 0, unchanged: 0, conflicts: 0 });

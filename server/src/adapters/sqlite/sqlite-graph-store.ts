/** The graph store on one SQLite file: the door to the parts beside it. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Clock } from '../../application/ports/clock.ts';
import type {
  ColumnsRequest,
  EventFilter,
  ExpandedEntity,
  Expansion,
  GraphCounts,
  GraphStore,
  ImportOptions,
  ImportSession,
  LoadedColumns,
  Page,
  Paged,
  RegistrationsRequest,
  StoreDescription,
  TimeWindow,
} from '../../application/ports/graph-store.ts';
import type { Failure } from '../../domain/failure.ts';
import type { DrawnLink, Entity, GraphEvent } from '../../domain/graph-view.ts';
import type { DrawnLinkType, EntityKind, EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { readBookmark } from './bookmarks.ts';
import { ColumnSnapshot } from './column-snapshot.ts';
import { digestOf } from './digest.ts';
import { prepareGraphSchema } from './graph-schema.ts';
import { ImportDoor } from './import-door.ts';
import { loadColumns } from './load-columns.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { openStoreFile, type StoreFile } from './open-store-file.ts';
import { countAccountsPerIdentifier, readEntities, readEntitiesById, readRegistrations } from './read-entities.ts';
import { readEvent, readEvents } from './read-events.ts';
import { countLinkTypes, expand, linksAmong } from './read-links.ts';
import { searchEntities } from './search-entities.ts';
import { SourceSets } from './source-sets.ts';
import { createStatementCache, inTransaction, type StatementCache, toRow } from './sql.ts';
import { toSqliteFailure, withSqliteFailures } from './sqlite-failures.ts';
import { readState, type StoreState, toCounts } from './store-state.ts';

export type SqliteGraphStoreOptions = StoreFile & {
  readonly clock: Clock;
  /** From so many rows on, the columns are kept in a file beside the store. */
  readonly snapshotFromRows?: number;
  /** Where more than this share of the rows has changed since, the file is written anew. */
  readonly snapshotMostChanged?: number;
};

/** Opens the store, and makes it where there is none. */
export async function openSqliteGraphStore(options: SqliteGraphStoreOptions): Promise<Result<GraphStore, Failure>> {
  const { path } = options;
  let database: SqliteDatabase | null = null;
  try {
    if (path !== ':memory:') mkdirSync(dirname(resolve(path)), { recursive: true });
    database = openStoreFile(options);
    const prepared = prepareGraphSchema(database, path);
    if (prepared.ok) return ok(new SqliteGraphStore(database, options));
    database.close();
    return prepared;
  } catch (error) {
    database?.close();
    const known = toSqliteFailure(error, path);
    if (known) return fail(known);
    throw error;
  }
}

class SqliteGraphStore implements GraphStore {
  readonly #database: SqliteDatabase;
  readonly #options: SqliteGraphStoreOptions;
  readonly #prepare: StatementCache;
  readonly #sources: SourceSets;
  readonly #snapshot: ColumnSnapshot;
  readonly #imports: ImportDoor;
  /** Counted once for each state of the store: it takes seconds on a large one and every ring asks. */
  readonly #rarity = new Map<EntityKind, { readonly changeNumber: number; readonly counts: readonly number[] }>();
  #isOpen = true;

  constructor(database: SqliteDatabase, options: SqliteGraphStoreOptions) {
    this.#database = database;
    this.#options = options;
    this.#prepare = createStatementCache(database);
    this.#sources = new SourceSets(database);
    this.#snapshot = new ColumnSnapshot(options);
    this.#imports = new ImportDoor(database, this.#prepare, options);
    this.#imports.repairDegrees();
  }

  async openImport(holder: string, options: ImportOptions = {}): Promise<Result<ImportSession, Failure>> {
    return this.#imports.open(holder, options);
  }

  async describe(): Promise<StoreDescription> {
    const row = this.#read(() => toRow(this.#prepare('SELECT sqlite_version()').get()));
    return { product: 'SQLite', version: String(row?.[0]) };
  }

  async changeNumber(): Promise<number> {
    return this.#read((state) => state.changeNumber);
  }

  async bookmark(name: string): Promise<string | null> {
    return this.#read(() => readBookmark(this.#prepare, name));
  }

  async counts(): Promise<GraphCounts> {
    return this.#read(toCounts);
  }

  async digest(): Promise<string> {
    return this.#read(() => digestOf(this.#prepare, this.#sources));
  }

  async entities(refs: readonly EntityRef[]): Promise<readonly (Entity | null)[]> {
    return this.#read(({ degreesStale }) => readEntities(this.#prepare, refs, degreesStale));
  }

  async expand(expansion: Expansion): Promise<readonly ExpandedEntity[]> {
    return this.#read((state) => expand(this.#reading(state), expansion));
  }

  async linkTypeCounts(refs: readonly EntityRef[]): Promise<readonly ReadonlyMap<DrawnLinkType, number>[]> {
    return this.#read((state) => countLinkTypes(this.#reading(state), refs));
  }

  async linksAmong(
    refs: readonly EntityRef[],
    options: { readonly window?: TimeWindow; readonly limit: number },
  ): Promise<readonly DrawnLink[]> {
    return this.#read((state) => linksAmong(this.#reading(state), refs, options));
  }

  async event(id: string, type?: EventType): Promise<GraphEvent | null> {
    return this.#read(() => readEvent(this.#prepare, id, type));
  }

  async events(filter: EventFilter, page: Page): Promise<Paged<GraphEvent>> {
    return this.#read(() => readEvents(this.#prepare, filter, page));
  }

  async searchEntities(
    query: { readonly text: string; readonly kinds?: readonly EntityKind[] },
    page: Page,
  ): Promise<Paged<Entity>> {
    return this.#read(({ degreesStale }) => searchEntities(this.#prepare, query, page, degreesStale));
  }

  async entitiesById(id: string): Promise<readonly Entity[]> {
    return this.#read(({ degreesStale }) => readEntitiesById(this.#prepare, id, degreesStale));
  }

  async accountsPerIdentifier(kind: EntityKind): Promise<readonly number[]> {
    return this.#read(({ changeNumber }) => {
      const known = this.#rarity.get(kind);
      if (known?.changeNumber === changeNumber) return known.counts;
      const counts = countAccountsPerIdentifier(this.#prepare, kind);
      this.#rarity.set(kind, { changeNumber, counts });
      return counts;
    });
  }

  async registrations(request: RegistrationsRequest): Promise<readonly Entity[]> {
    return this.#read(({ degreesStale }) => readRegistrations(this.#prepare, request, degreesStale));
  }

  async loadColumns(request: ColumnsRequest): Promise<LoadedColumns> {
    const prepare = this.#prepare;
    const { found, state } = this.#read((now) => {
      const kept = this.#snapshot.read(request, now, prepare);
      return { state: now, found: kept ?? { ...loadColumns(prepare, request), readFrom: 'rows' as const } };
    });
    // After the transaction: the log of the store cannot be tidied while one is open.
    if (found.readFrom === 'rows') this.#snapshot.write(request, state, found, { database: this.#database, prepare });
    const { columns, readFrom } = found;
    return { columns, readFrom, changeNumber: state.changeNumber, counts: toCounts(state) };
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
  }

  #reading(state: StoreState) {
    return { prepare: this.#prepare, sources: this.#sources, isStale: state.degreesStale };
  }

  /** One snapshot for all statements of a read. */
  #read<T>(work: (state: StoreState) => T): T {
    return withSqliteFailures(this.#options.path, () =>
      inTransaction(this.#database, 'DEFERRED', () => work(readState(this.#prepare))),
    );
  }
}

/** The graph store on one SQLite file: the door to the parts beside it. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Clock } from '../../application/ports/clock.ts';
import type {
  Arrival,
  ArrivalsRequest,
  BetweenRequest,
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
import { type Failure, stoppedReading } from '../../domain/failure.ts';
import type { DrawnLink, Entity, GraphEvent } from '../../domain/graph-view.ts';
import type { DrawnLinkType, EntityKind, EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { atOnce } from '../in-steps.ts';
import { AccountCounts } from './account-counts.ts';
import { readBookmark } from './bookmarks.ts';
import { ColumnSnapshot } from './column-snapshot.ts';
import { digestOf } from './digest.ts';
import { prepareGraphSchema } from './graph-schema.ts';
import { ImportDoor } from './import-door.ts';
import { HubLinks } from './links-around.ts';
import { loadColumns } from './load-columns.ts';
import { type LongReading, readLong } from './long-read.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { openStoreFile, type StoreFile } from './open-store-file.ts';
import { readArrivals, readEntities, readEntitiesById, readNextArrival, readRegistrations } from './read-entities.ts';
import { readEvent, readEvents } from './read-events.ts';
import { countLinkTypes, expand, linksAmong } from './read-links.ts';
import { readLinksBetween } from './read-links-between.ts';
import { searchEntities } from './search-entities.ts';
import { SourceSets } from './source-sets.ts';
import { createStatementCache, inTransaction, type StatementCache, toRow } from './sql.ts';
import { toSqliteFailure, withSqliteFailures, withSqliteFailuresIn } from './sqlite-failures.ts';
import { readState, type StoreState, toCounts } from './store-state.ts';

export type SqliteGraphStoreOptions = StoreFile & {
  readonly clock: Clock;
  /** From so many rows on, the columns are kept in a file beside the store. */
  readonly snapshotFromRows?: number;
  /** Where more than this share of the rows has changed since, the file is written anew. */
  readonly snapshotMostChanged?: number;
};

/** There is one connection to it. */
const IN_MEMORY = ':memory:';

/** Opens the store, and makes it where there is none. */
export async function openSqliteGraphStore(options: SqliteGraphStoreOptions): Promise<Result<GraphStore, Failure>> {
  const { path } = options;
  let database: SqliteDatabase | null = null;
  try {
    if (path !== IN_MEMORY) mkdirSync(dirname(resolve(path)), { recursive: true });
    database = openStoreFile(options);
    const prepared = prepareGraphSchema(database, path);
    if (prepared.ok) return ok(openedStore(database, options));
    database.close();
    return prepared;
  } catch (error) {
    database?.close();
    const known = toSqliteFailure(error, path);
    if (known) return fail(known);
    throw error;
  }
}

function openedStore(database: SqliteDatabase, options: SqliteGraphStoreOptions): GraphStore {
  const prepare = createStatementCache(database);
  const imports = new ImportDoor(database, prepare, options);
  imports.repairDegrees();
  const [sources, snapshot] = [new SourceSets(database), new ColumnSnapshot(options)];
  return new SqliteGraphStore({
    database,
    options,
    prepare,
    imports,
    sources,
    snapshot,
    hubs: new HubLinks(),
    rarity: new AccountCounts(),
  });
}

type Parts = {
  readonly database: SqliteDatabase;
  readonly options: SqliteGraphStoreOptions;
  readonly prepare: StatementCache;
  readonly imports: ImportDoor;
  readonly sources: SourceSets;
  readonly snapshot: ColumnSnapshot;
  readonly hubs: HubLinks;
  /** Counted once for each state of the store: it takes seconds on a large one and every ring asks. */
  readonly rarity: AccountCounts;
};

class SqliteGraphStore implements GraphStore {
  readonly #parts: Parts;
  readonly #prepare: StatementCache;
  readonly #signal: AbortSignal | null;

  constructor(parts: Parts, signal: AbortSignal | null = null) {
    this.#parts = parts;
    this.#prepare = parts.prepare;
    this.#signal = signal;
  }

  stoppedBy(signal: AbortSignal): GraphStore {
    return new SqliteGraphStore(this.#parts, signal);
  }

  async openImport(holder: string, options: ImportOptions = {}): Promise<Result<ImportSession, Failure>> {
    return this.#parts.imports.open(holder, options);
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
    return this.#readLong(({ prepare, sources }) => digestOf(prepare, sources));
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

  async linksBetween(request: BetweenRequest): Promise<readonly DrawnLink[] | null> {
    return this.#read((state) => readLinksBetween(this.#reading(state), request));
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
    return this.#read(({ changeNumber }) => this.#parts.rarity.of(this.#prepare, kind, changeNumber));
  }

  async registrations(request: RegistrationsRequest): Promise<readonly Entity[]> {
    return this.#read(({ degreesStale }) => readRegistrations(this.#prepare, request, degreesStale));
  }

  async arrivals(request: ArrivalsRequest): Promise<readonly Arrival[]> {
    return this.#read(({ degreesStale }) => readArrivals(this.#prepare, request, degreesStale));
  }

  async nextArrival(afterEntities?: number): Promise<number> {
    return this.#read((state) => readNextArrival(this.#prepare, state, afterEntities ?? state.entities));
  }

  async loadColumns(request: ColumnsRequest): Promise<LoadedColumns> {
    const { snapshot, database, prepare: ownPrepare } = this.#parts;
    const { found, state } = await this.#readLong(function* ({ state: now, prepare }) {
      const kept = snapshot.read(request, now, prepare);
      if (kept) return { state: now, found: kept };
      return { state: now, found: { ...(yield* loadColumns(prepare, request)), readFrom: 'rows' as const } };
    });
    // After the transaction: the log of the store cannot be tidied while one is open.
    if (found.readFrom === 'rows') snapshot.write(request, state, found, { database, prepare: ownPrepare });
    const { columns, readFrom } = found;
    return { columns, readFrom, changeNumber: state.changeNumber, counts: toCounts(state) };
  }

  async close(): Promise<void> {
    const { database } = this.#parts;
    if (database.isOpen) database.close();
  }

  #reading(state: StoreState) {
    const { prepare, sources, hubs } = this.#parts;
    return { prepare, sources, hubs, mark: state.mark, isStale: state.degreesStale };
  }

  async #readLong<T>(work: (reading: LongReading) => Generator<void, T>): Promise<T> {
    const { options } = this.#parts;
    if (options.path === IN_MEMORY) return this.#read((state) => atOnce(work({ ...this.#parts, state })));
    return withSqliteFailuresIn(options.path, () => readLong(() => openStoreFile(options), work, this.#signal));
  }

  /** One snapshot for all statements of a read. */
  #read<T>(work: (state: StoreState) => T): T {
    if (this.#signal?.aborted) throw stoppedReading();
    return withSqliteFailures(this.#parts.options.path, () =>
      inTransaction(this.#parts.database, 'DEFERRED', () => work(readState(this.#prepare))),
    );
  }
}

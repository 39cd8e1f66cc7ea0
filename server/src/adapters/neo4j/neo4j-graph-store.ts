/** The graph store on Neo4j: the door to the parts beside it. */
import { randomUUID } from 'node:crypto';
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
  MeetingRequest,
  MetEntity,
  Page,
  Paged,
  RegistrationsRequest,
  StoreDescription,
  TimeWindow,
} from '../../application/ports/graph-store.ts';
import { type Failure, FailureError } from '../../domain/failure.ts';
import type { DrawnLink, Entity, GraphEvent } from '../../domain/graph-view.ts';
import type { DrawnLinkType, EntityKind, EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { importRunning } from '../sqlite/import-lease.ts';
import { Neo4jConnection } from './connection.ts';
import { digestOf } from './digest.ts';
import type { Neo4jLogin } from './drivers.ts';
import { openDryRun } from './dry-run.ts';
import { positionAfter } from './entity-properties.ts';
import { leasedScope } from './import-scope.ts';
import { Neo4jImportSession } from './import-session.ts';
import { loadColumns } from './load-columns.ts';
import { meetAround } from './meet-around.ts';
import { toNeo4jFailure } from './neo4j-failures.ts';
import { countAccounts, readArrivals, readEntities, readEntitiesById, readRegistrations } from './read-entities.ts';
import { readEvent, readEvents } from './read-events.ts';
import { countLinkTypes, expand, linksAmong } from './read-links.ts';
import { readLinksBetween } from './read-links-between.ts';
import { prepareSchema } from './schema.ts';
import { searchEntities } from './search-entities.ts';
import { refuseOldServer } from './server-version.ts';
import { readState, takeLease, toCounts } from './store-node.ts';

export type Neo4jGraphStoreOptions = Neo4jLogin & {
  readonly clock: Clock;
  /** To be read only: it is not made where there is none, and left as it is where its schema is of an older version. */
  readonly mustBeThere?: boolean;
};

/** Opens the store, and brings its schema up to date. */
export async function openNeo4jGraphStore(options: Neo4jGraphStoreOptions): Promise<Result<GraphStore, Failure>> {
  let connection: Neo4jConnection | null = null;
  try {
    connection = new Neo4jConnection(options);
    const refused = refuseOldServer(await connection.serverVersion(), options.url);
    const prepared = refused ? fail(refused) : await prepareSchema(connection, options.url, options);
    if (prepared.ok) return ok(new Neo4jGraphStore(connection, options.clock, new Map()));
    await connection.close();
    return prepared;
  } catch (error) {
    await connection?.close();
    const known = toNeo4jFailure(error, options);
    if (known) return fail(known);
    throw error;
  }
}

/** Counted once for each state of the store: every ring asks. */
type Rarity = Map<EntityKind, { readonly changeNumber: number; readonly counts: readonly number[] }>;

class Neo4jGraphStore implements GraphStore {
  readonly #connection: Neo4jConnection;
  readonly #clock: Clock;
  readonly #rarity: Rarity;

  constructor(connection: Neo4jConnection, clock: Clock, rarity: Rarity) {
    this.#connection = connection;
    this.#clock = clock;
    this.#rarity = rarity;
  }

  stoppedBy(signal: AbortSignal): GraphStore {
    return new Neo4jGraphStore(this.#connection.stoppedBy(signal), this.#clock, this.#rarity);
  }

  async openImport(holder: string, options: ImportOptions = {}): Promise<Result<ImportSession, Failure>> {
    const owner = { holder, token: randomUUID(), clock: this.#clock };
    try {
      const rival = await takeLease(this.#connection, owner);
      if (rival) return fail(importRunning(rival));
      const state = await readState(this.#connection);
      const scope = leasedScope(this.#connection, owner);
      const dryRun = { connection: this.#connection, scope, state, clock: this.#clock };
      return ok(options.dryRun ? await openDryRun(dryRun) : new Neo4jImportSession(scope, state));
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  }

  async describe(): Promise<StoreDescription> {
    return { product: 'Neo4j', version: await this.#connection.serverVersion() };
  }

  async changeNumber(): Promise<number> {
    return (await readState(this.#connection)).changeNumber;
  }

  async bookmark(name: string): Promise<string | null> {
    return (await readState(this.#connection)).bookmarks[name] ?? null;
  }

  async counts(): Promise<GraphCounts> {
    return toCounts(await readState(this.#connection));
  }

  digest(): Promise<string> {
    return digestOf(this.#connection);
  }

  entities(refs: readonly EntityRef[]): Promise<readonly (Entity | null)[]> {
    return readEntities(this.#connection, refs);
  }

  expand(expansion: Expansion): Promise<readonly ExpandedEntity[]> {
    return expand(this.#connection, expansion);
  }

  linkTypeCounts(refs: readonly EntityRef[]): Promise<readonly ReadonlyMap<DrawnLinkType, number>[]> {
    return countLinkTypes(this.#connection, refs);
  }

  linksAmong(
    refs: readonly EntityRef[],
    options: { readonly window?: TimeWindow; readonly limit: number },
  ): Promise<readonly DrawnLink[]> {
    return linksAmong(this.#connection, refs, options);
  }

  linksBetween(request: BetweenRequest): Promise<readonly DrawnLink[] | null> {
    return readLinksBetween(this.#connection, request);
  }

  meetAround(request: MeetingRequest): Promise<readonly MetEntity[] | null> {
    return meetAround(this.#connection, request);
  }

  event(id: string, type?: EventType): Promise<GraphEvent | null> {
    return readEvent(this.#connection, id, type);
  }

  events(filter: EventFilter, page: Page): Promise<Paged<GraphEvent>> {
    return readEvents(this.#connection, filter, page);
  }

  searchEntities(
    query: { readonly text: string; readonly kinds?: readonly EntityKind[] },
    page: Page,
  ): Promise<Paged<Entity>> {
    return searchEntities(this.#connection, query, page);
  }

  entitiesById(id: string): Promise<readonly Entity[]> {
    return readEntitiesById(this.#connection, id);
  }

  async accountsPerIdentifier(kind: EntityKind): Promise<readonly number[]> {
    const changeNumber = await this.changeNumber();
    const known = this.#rarity.get(kind);
    if (known?.changeNumber === changeNumber) return known.counts;
    const counts = await countAccounts(this.#connection, kind);
    this.#rarity.set(kind, { changeNumber, counts });
    return counts;
  }

  registrations(request: RegistrationsRequest): Promise<readonly Entity[]> {
    return readRegistrations(this.#connection, request);
  }

  arrivals(request: ArrivalsRequest): Promise<readonly Arrival[]> {
    return readArrivals(this.#connection, request);
  }

  async nextArrival(afterEntities?: number): Promise<number> {
    const { entities } = await this.counts();
    return positionAfter(Math.min(afterEntities ?? entities, entities));
  }

  loadColumns(request: ColumnsRequest): Promise<LoadedColumns> {
    return loadColumns(this.#connection, request);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

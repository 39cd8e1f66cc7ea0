/**
 * The graph store: who is connected to whom. SQLite and Neo4j implement it; one contract suite holds both to it
 * (test/contract/graph-store.contract.ts). Every read is bounded by its arguments; every order is total, by
 * `compareText` and numbers, so two stores holding equal graphs give equal answers.
 */
import type { GraphColumns } from '../../detection/columns.ts';
import type { Failure } from '../../domain/failure.ts';
import type { DrawnLink, Entity, GraphEvent } from '../../domain/graph-view.ts';
import type { RegistrationPlace } from '../../domain/newcomer.ts';
import type { DrawnLinkType, EntityKind, EventType, LinkType, RiskLabel } from '../../domain/ontology.ts';
import type { EntityRef, GraphRecord } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { TimePoint } from '../../domain/time-point.ts';

export type RecordCounts = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly conflicts: number;
};
export type WriteReport = Readonly<Record<'entities' | 'links' | 'events', RecordCounts>>;

export type GraphCounts = { readonly entities: number; readonly links: number; readonly events: number };
export type TimeWindow = { readonly from?: TimePoint; readonly to?: TimePoint };

/**
 * With `dryRun` the session merges as any other, each batch upon those before it, and closing it undoes all of it: the
 * counts are exact, nothing is kept, not even the change number, and readers see none of it.
 */
export type ImportOptions = { readonly dryRun?: boolean };

/** How far somebody has read a source: kept, or undone, with the batch it goes with. The value is theirs. */
export type Bookmark = { readonly name: string; readonly value: string };

/** One writer at a time: opening takes a lease that a crash leaves to expire. */
export interface ImportSession {
  /**
   * Merges one batch, all of it or nothing, and raises the change number (an empty batch does not). Any size; 50–100
   * thousand is quick. A server without memory for it at once gets it in parts, each all or nothing. A question asked
   * while a batch is being committed may meet part of it on a server that reads committed data; never less later.
   */
  write(batch: readonly GraphRecord[], bookmark?: Bookmark): Promise<WriteReport>;
  /** The graph is another store's at this change: what was found in that one is of the same change here. */
  renumber(changeNumber: number): Promise<void>;
  /** Finishes deferred upkeep (degrees) and returns the lease. Safe to call twice. */
  close(): Promise<void>;
}

export type Expansion = {
  readonly of: readonly EntityRef[];
  readonly types?: readonly DrawnLinkType[];
  readonly window?: TimeWindow;
  /** At most so many links of each starting entity: the strongest, then by (type, other kind, other id). */
  readonly limitPerEntity: number;
  /** Asks a store that every question is a trip to for the other ends of those links as well. */
  readonly withEnds?: boolean;
};

/** From here on, shortest ways between two entities are too many to tell. */
export const MOST_WAYS = 200;

/** Ways of at most `maxLength` (≤ 6) links through nobody who has more than `mostLinks`; the ends may have more. */
export type BetweenRequest = {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly maxLength: number;
  readonly mostLinks: number;
};

/** The links of one starting entity: those asked for, and how many more it has under the same filter. */
export type ExpandedEntity = {
  readonly ref: EntityRef;
  readonly links: readonly DrawnLink[];
  readonly hidden: number;
  /** Only where they were asked for, and the store gives them. */
  readonly ends?: readonly Entity[];
};

export type MeetingRequest = {
  readonly of: readonly EntityRef[];
  readonly types: readonly LinkType[];
  readonly limit: number;
};
/** As much of an entity as tells whether it is known to be bad. */
export type MetEntity = EntityRef & { readonly riskLabel: RiskLabel | null };

export type EventFilter = {
  readonly of?: readonly EntityRef[];
  /** Both ends, or an end and a referenced entity, must be among `of`. Default: any one is enough. */
  readonly among?: boolean;
  readonly types?: readonly EventType[];
  readonly orderId?: string;
  readonly window?: TimeWindow;
};

/** Keyset page: newest first, unknown times last, then (type, id). `after` is a cursor of the same filter. */
export type Page = { readonly first: number; readonly after?: string };
export type Paged<T> = {
  readonly items: readonly { readonly item: T; readonly cursor: string }[];
  readonly hasNext: boolean;
  readonly totalCount: number;
};

/** Accounts by when they were created, oldest first; of one moment by (kind, id). `after` goes on from there. */
export type RegistrationsRequest = {
  readonly from: TimePoint;
  readonly after: RegistrationPlace | null;
  readonly first: number;
};

/** Positions are whole numbers of this store alone: a copy has others. */
export type ArrivalsRequest = { readonly from: number; readonly first: number };
export type Arrival = { readonly position: number; readonly account: Entity };

export type ColumnsRequest = { readonly asOf?: TimePoint; readonly windowDays?: number };
export type LoadedColumns = {
  readonly columns: GraphColumns;
  /** Where they come from, rows where it is not told: the same by every way, but for the time it takes. */
  readonly readFrom?: 'rows' | 'snapshot' | 'snapshot and changes';
  readonly changeNumber: number;
  readonly counts: GraphCounts;
};

/** Which product answers, for people: `{ product: 'Neo4j', version: '5.26.12' }`. */
export type StoreDescription = { readonly product: string; readonly version: string };

export interface GraphStore {
  describe(): Promise<StoreDescription>;
  openImport(holder: string, options?: ImportOptions): Promise<Result<ImportSession, Failure>>;
  changeNumber(): Promise<number>;
  /** The last value written under this name, or null. It belongs to this store: a copy starts without. */
  bookmark(name: string): Promise<string | null>;
  counts(): Promise<GraphCounts>;
  /** Hex; order-independent over every merged field with its version. */
  digest(): Promise<string>;

  /** In the order asked; null where the store has no such entity (removed ones are still found). */
  entities(refs: readonly EntityRef[]): Promise<readonly (Entity | null)[]>;
  expand(expansion: Expansion): Promise<readonly ExpandedEntity[]>;
  /** How many drawn links each entity has, by type, in the order asked: what an expansion would add. */
  linkTypeCounts(refs: readonly EntityRef[]): Promise<readonly ReadonlyMap<DrawnLinkType, number>[]>;
  /** All drawn links with both ends among `refs`, ordered by (type, from, to). */
  linksAmong(
    refs: readonly EntityRef[],
    options: { readonly window?: TimeWindow; readonly limit: number },
  ): Promise<readonly DrawnLink[]>;
  /**
   * The links of all shortest ways between two entities, in no order. Empty: there is no way. Null: there are
   * `MOST_WAYS` or more, or finding them takes too long; who asks may expand.
   */
  linksBetween(request: BetweenRequest): Promise<readonly DrawnLink[] | null>;
  /**
   * Of a store that every question is a trip to: whatever links of these types tie to any of these, each once, in no
   * order; over removed links and removed entities too. Null: there are more than `limit`.
   */
  meetAround?(request: MeetingRequest): Promise<readonly MetEntity[] | null>;
  /** The event of this type and id; without a type, event types in ontology order: the first with this id. */
  event(id: string, type?: EventType): Promise<GraphEvent | null>;
  events(filter: EventFilter, page: Page): Promise<Paged<GraphEvent>>;
  /** Folded by NFKC and case: exact id first, then prefixes of id and of label words; then (kind, id). */
  searchEntities(
    query: { readonly text: string; readonly kinds?: readonly EntityKind[] },
    page: Page,
  ): Promise<Paged<Entity>>;
  /** Entities with exactly this id, of any kind, in ontology order. */
  entitiesById(id: string): Promise<readonly Entity[]>;
  /** At position i, how many entities of this kind have more than i accounts tied to them: for rarity sentences. */
  accountsPerIdentifier(kind: EntityKind): Promise<readonly number[]>;
  /** Accounts (actors, not what identifies them) whose creation is known, removed ones too. */
  registrations(request: RegistrationsRequest): Promise<readonly Entity[]>;
  /**
   * Accounts in the order in which the store first heard of them, from this position on; of one batch in any order.
   * Removed ones too. Of those that arrived before the store kept the order there may be none.
   */
  arrivals(request: ArrivalsRequest): Promise<readonly Arrival[]>;
  /** The position of whichever entity arrives next, or arrived after this many. */
  nextArrival(afterEntities?: number): Promise<number>;

  loadColumns(request: ColumnsRequest): Promise<LoadedColumns>;

  /**
   * The same store for one who may go away. From the signal on, its reads fail with CANCELLED; those under way end soon,
   * in a server too. Sessions of imports go on: they are closed by whoever opened them.
   */
  stoppedBy(signal: AbortSignal): GraphStore;
  close(): Promise<void>;
}

/**
 * The case store: what was concluded, who decided, when and why. The authority for rings. SQLite by default,
 * PostgreSQL when several servers run. Nothing in it is lost or silently changed; every write leaves an event.
 */
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { Lead } from '../../domain/lead.ts';
import type { Role } from '../../domain/principal.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { CounterEvidenceType, EvidenceType, Ring, RingStatus, Severity, TypologyCode } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { RingVerdict } from '../../domain/verdict.ts';
import type { Message } from '../../domain/webhook.ts';
import type { AlertPublication, AlertStore, SuppressionStore } from './alert-store.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Page, Paged } from './graph-store.ts';
import type { NewcomerStore } from './newcomer-store.ts';
import type { RetentionStore } from './retention-store.ts';
import type { ProjectionOutbox } from './ring-projection.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { ParameterSetStore, SettingStore } from './setting-store.ts';
import type { VerdictStore } from './verdict-store.ts';
import type { WebhookStore } from './webhook-store.ts';

export type RingFilter = {
  readonly minSeverity?: Severity;
  readonly statuses?: readonly RingStatus[];
  readonly typologies?: readonly TypologyCode[];
  readonly markets?: readonly string[];
  /** Something of one of these kinds speaks for it, or against it. */
  readonly evidence?: readonly (EvidenceType | CounterEvidenceType)[];
  readonly member?: EntityRef;
  readonly text?: string;
  readonly minSize?: number;
  /** These rings only, or all but these. */
  readonly ids?: readonly string[];
  readonly notIds?: readonly string[];
  /** Rings of this run (trials included); default: the published ones. */
  readonly runId?: string;
};
export const RING_ORDER_FIELDS = ['score', 'severity', 'size', 'stillStoppable', 'lastSeen', 'confidence'] as const;
export type RingOrder = { readonly field: (typeof RING_ORDER_FIELDS)[number]; readonly direction: 'asc' | 'desc' };
/** `last`/`before` page backwards. */
export type RingPage = Page | { readonly last: number; readonly before?: string };
export type RingPaged = Paged<Ring> & { readonly hasPrevious: boolean };

/** What the order of the queue needs of a ring. */
export type RankedRing = Pick<Ring, 'id' | 'severity' | 'score'>;

export type Publication = {
  readonly changes: readonly RingChange[];
  /** The published run this one follows, null for the first; absent: whichever it is. */
  readonly basedOn?: string | null;
  /** The number of the setting that put its parameters in force, 0 where nobody set any; absent: whichever. */
  readonly inForceBy?: number;
  /** Who must hold the scheduler's lease for it to be published; absent: nobody need. */
  readonly leaseHolder?: string;
  readonly event?: DomainEvent;
  /** Verdicts that travelled or were outdated. */
  readonly verdicts?: readonly RingVerdict[];
  /** What webhooks are told of it. */
  readonly messages?: readonly Message[];
  readonly alerts?: AlertPublication;
  /** In the place of those of the run before. */
  readonly leads?: readonly Lead[];
};
/** A ring as one published run saw it. */
export type RingPicture = { readonly ring: Ring; readonly run: DetectionRun };

export interface RingStore {
  /**
   * One transaction: the run, its rings, what changed, verdicts, alerts, the event and the messages become what is
   * published, or nothing does. False, and nothing written, when another run has been published since the one this is
   * based on, other parameters were put in force, or somebody has dealt with an alert since those it is based on were read.
   * CANCELLED is thrown, and nothing written, where another server has taken the lease of the one that began it.
   */
  publishRun(run: DetectionRun, rings: readonly Ring[], publication?: Publication): Promise<boolean>;
  /** Trials and older as-of dates are kept aside. */
  keepRun(run: DetectionRun, rings: readonly Ring[], event?: DomainEvent): Promise<void>;
  /** Ids ever issued that start with this stem: identity picks the smallest free counter. */
  issuedRingIds(): Promise<ReadonlySet<string>>;
  ring(id: string): Promise<Ring | null>;
  rings(filter: RingFilter, order: RingOrder, page: RingPage): Promise<RingPaged>;
  /** Published ACTIVE rings each entity is a member of, by descending score. */
  ringsOf(refs: readonly EntityRef[]): Promise<ReadonlyMap<string, readonly Ring[]>>;
  /** The same, ids only and cheap: for walks that meet hundreds of accounts. Those in no ring are left out. */
  ringIdsOf(refs: readonly EntityRef[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** All rings of a run (default: the published one), highest score first, then id. */
  allRings(runId?: string): AsyncIterable<Ring>;
  /** Published ACTIVE rings in the order of the queue: the gravest first, then the highest score, then by id. */
  rankedRings(): Promise<readonly RankedRing[]>;
  run(id: string): Promise<DetectionRun | null>;
  latestPublishedRun(): Promise<DetectionRun | null>;
  firstPublishedRun(): Promise<DetectionRun | null>;
  /** The last published run that began at or before this moment, by the clock. */
  publishedRunBegunBy(time: TimePoint): Promise<DetectionRun | null>;
  /** The last published run that looked at a moment not after this one. */
  publishedRunAt(asOf: TimePoint): Promise<DetectionRun | null>;
  /** The ring as the last published run not after this moment, or as this run, saw it; null where it did not. */
  picture(ringId: string, when: { readonly asOf: TimePoint } | { readonly runId: string }): Promise<RingPicture | null>;
  /** The last published picture of a ring with its run. */
  lastPicture(ringId: string): Promise<RingPicture | null>;
  /** What happened to this ring, oldest first. */
  changesOf(ringId: string): Promise<readonly RingChange[]>;
  /** What one run changed. */
  changesIn(runId: string): Promise<readonly RingChange[]>;
  /** What published runs changed that looked at a later moment than this, oldest first. */
  changesSince(asOf: TimePoint): Promise<readonly RingChange[]>;
  runs(page: Page): Promise<Paged<DetectionRun>>;
  /** Those of the newest published run that are told, the likeliest first. A cursor of another run's leads is refused. */
  leads(page: Page, isTold: (lead: Lead) => boolean): Promise<Paged<Lead>>;
  allLeads(): Promise<readonly Lead[]>;
}

export type ServiceKey = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: TimePoint;
  readonly expiresAt: TimePoint;
  readonly revokedAt: TimePoint | null;
  readonly lastUsedAt: TimePoint | null;
};

/** Whom a sign-in link is for. `name` null: whoever holds it goes by their role. */
export type Guest = { readonly role: Role; readonly name: string | null };

export interface AccessStore {
  addKey(key: ServiceKey, secretHash: string): Promise<void>;
  keyByHash(secretHash: string): Promise<ServiceKey | null>;
  keys(): Promise<readonly ServiceKey[]>;
  revokeKey(id: string, at: TimePoint): Promise<boolean>;
  touchKey(id: string, at: TimePoint): Promise<void>;
  addSignInToken(tokenHash: string, guest: Guest, expiresAt: TimePoint): Promise<void>;
  /** Spends the token: whom it is for once, then never again. */
  useSignInToken(tokenHash: string, now: TimePoint): Promise<Guest | null>;
  addSession(session: Guest & { readonly idHash: string; readonly expiresAt: TimePoint }): Promise<void>;
  sessionByHash(idHash: string, now: TimePoint): Promise<Guest | null>;
  /** Whoever signed in by name so far, each once, by name. */
  guests(): Promise<readonly Guest[]>;
  endSession(idHash: string): Promise<void>;
}

export type DomainEvent = {
  readonly type: string;
  readonly at: TimePoint;
  readonly principal: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
};

export interface EventLog {
  append(event: DomainEvent): Promise<void>;
}

export interface CaseStore {
  readonly rings: RingStore;
  readonly access: AccessStore;
  readonly webhooks: WebhookStore;
  readonly schedules: ScheduleStore;
  readonly retention: RetentionStore;
  readonly log: EventLog;
  readonly verdicts: VerdictStore;
  readonly settings: SettingStore;
  readonly parameterSets: ParameterSetStore;
  readonly alerts: AlertStore;
  readonly suppressions: SuppressionStore;
  readonly newcomers: NewcomerStore;
  readonly changes: ChangeFeed;
  readonly projection: ProjectionOutbox;
  close(): Promise<void>;
}

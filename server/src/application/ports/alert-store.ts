/** Alerts with their history, and what keeps them from being raised. Every write leaves a step and an event. */
import type { Alert, AlertCause, AlertStatus, AlertStep, AlertStepType, CloseReason } from '../../domain/alert.ts';
import type { Severity, TypologyCode } from '../../domain/ring.ts';
import type { Suppression, SuppressionMatch, SuppressionMatches, SuppressionStatus } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { DomainEvent } from './case-store.ts';
import type { Page, Paged } from './graph-store.ts';

export type AlertFilter = {
  readonly statuses?: readonly AlertStatus[];
  /** Order by priority in this currency alone. */
  readonly currency?: string;
  readonly severities?: readonly Severity[];
  /** The name of whose it is; null: nobody's. */
  readonly assignee?: string | null;
  /** The ring looks like one of them. */
  readonly typologies?: readonly TypologyCode[];
  /** It was last told of for one of them. */
  readonly causes?: readonly AlertCause[];
  readonly closeReasons?: readonly CloseReason[];
  /** A settlement is known and leaves no more hours than these, from the moment the last run looked at. */
  readonly mostHoursLeft?: number;
};

export const ALERT_ORDER_FIELDS = ['priority', 'severity', 'raisedAt', 'hoursLeft'] as const;
/** What stands equal goes on by priority. `priority` descending: the most urgent first. */
export type AlertOrder = {
  readonly field: (typeof ALERT_ORDER_FIELDS)[number];
  readonly direction: 'asc' | 'desc';
};

/** An alert as it is from now on. Without `type` its figures alone are new, and nothing happened that is told. */
export type AlertChange = {
  readonly alert: Alert;
  readonly type: AlertStepType | null;
  readonly at: TimePoint;
  readonly by: string;
  readonly note: string;
};
export type AlertPicture = {
  /** The number of the last step: what is written is based on it. */
  readonly lastStep: number;
  /** By ring: the one that is not closed, else the last. */
  readonly latest: ReadonlyMap<string, Alert>;
};
/** What publishing a run does to alerts, in its transaction. */
export type AlertPublication = {
  /** Nothing is published when other steps have been written since. */
  readonly basedOn: number;
  readonly changes: readonly AlertChange[];
  readonly matches: readonly SuppressionMatch[];
};

export interface AlertStore {
  /**
   * By priority. Within a currency: what leaves fastest first. Currencies take turns, since no rate between them is
   * known: the first of each, then the second of each; an alert with several stands at its best place. Then severity,
   * score and id; alerts without money at risk come last. Another order comes before all that.
   */
  alerts(filter: AlertFilter, page: Page, order?: AlertOrder): Promise<Paged<Alert>>;
  alert(id: string): Promise<Alert | null>;
  picture(): Promise<AlertPicture>;
  /** For each ring that has any: the one that is not closed, else the last. */
  latestOf(ringIds: readonly string[]): Promise<ReadonlyMap<string, Alert>>;
  /** All of them with their event, or, when other steps have been written since `basedOn`, none: false. */
  change(changes: readonly AlertChange[], basedOn: number, event: DomainEvent): Promise<boolean>;
  /** Oldest first. */
  steps(alertId: string): Promise<readonly AlertStep[]>;
  /** Over all alerts, oldest first, from the one after this number. */
  stepsAfter(number: number, most: number): Promise<readonly AlertStep[]>;
  /** 0 before the first. */
  lastStep(): Promise<number>;
}

/** Default: those in force and those due. */
export type SuppressionFilter = { readonly status?: SuppressionStatus };

export interface SuppressionStore {
  /** Writes it as it is from now on; false, and nothing written, where it is not any more as it was `before`. */
  put(suppression: Suppression, event: DomainEvent, before?: Suppression): Promise<boolean>;
  suppression(id: string): Promise<Suppression | null>;
  /** Those whose end comes first, first. */
  suppressions(filter: SuppressionFilter, now: TimePoint, page: Page): Promise<Paged<Suppression>>;
  /** Now, or at an earlier moment; one that was renewed since is told as it is now. */
  inForce(at: TimePoint): Promise<readonly Suppression[]>;
  /** The last kept back first. */
  matchesOf(suppressionId: string, page: Page): Promise<Paged<SuppressionMatches>>;
}

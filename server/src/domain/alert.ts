/** An alert asks somebody to look at a ring now. A ring has at most one that is not closed. */
import type { Priority } from './alert-priority.ts';
import { MATERIAL_CHANGES } from './material-change.ts';
import type { Severity, TypologyCode } from './ring.ts';
import type { TimePoint } from './time-point.ts';
import type { VerdictBasis } from './verdict.ts';

export const ALERT_STATUSES = ['OPEN', 'ACKNOWLEDGED', 'CLOSED'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** What a person may give. */
export const CLOSE_REASONS = ['HANDLED', 'FALSE_ALARM', 'DUPLICATE', 'OTHER'] as const;
/** Why a run, a verdict or a suppression closed it. */
const OWN_CLOSE_REASONS = ['JUDGED', 'SUPPRESSED', 'RING_MERGED', 'RING_DISSOLVED'] as const;
export const ALL_CLOSE_REASONS = [...CLOSE_REASONS, ...OWN_CLOSE_REASONS] as const;
export type GivenCloseReason = (typeof CLOSE_REASONS)[number];
export type CloseReason = (typeof ALL_CLOSE_REASONS)[number];

/** Why it was told of. The first three are of a ring that had none; the others of one that changed since it had. */
export const ALERT_CAUSES = ['NEW_RING', 'SPLIT_OFF', 'NOT_TOLD_BEFORE', ...MATERIAL_CHANGES] as const;
export type AlertCause = (typeof ALERT_CAUSES)[number];

/** `RAISED`: again, by a material change; `MOVED`: to the ring that took its ring in; `RELEASED`: nobody's any more. */
export const ALERT_STEPS = [
  'OPENED',
  'RAISED',
  'MOVED',
  'ACKNOWLEDGED',
  'CLOSED',
  'REOPENED',
  'ASSIGNED',
  'RELEASED',
] as const;
export type AlertStepType = (typeof ALERT_STEPS)[number];

export type Alert = {
  /** `alr_…` */
  readonly id: string;
  readonly ringId: string;
  /** Number of its last step, as the store last wrote it: who names it is told where somebody was faster. */
  readonly revision: number;
  readonly status: AlertStatus;
  /** Why it was opened or raised last, as a sentence. */
  readonly reason: string;
  readonly causes: readonly AlertCause[];
  readonly openedAt: TimePoint;
  /** When it was opened or last raised again, and by which run. */
  readonly raisedAt: TimePoint;
  readonly runId: string;
  /** How often it was raised, the opening included. */
  readonly raises: number;
  readonly severity: Severity;
  /** Of the ring, the likeliest first. */
  readonly typologies: readonly TypologyCode[];
  /** Of the ring, 0–100, as the last published run gave it. */
  readonly score: number;
  /** One for each currency with money at risk. */
  readonly priorities: readonly Priority[];
  /** The ring's size, each time it changed, over the days that growth is counted in. */
  readonly sizes: readonly RingSize[];
  /** Members now ÷ members then, at least 1. */
  readonly growth: number;
  /** The earliest settlement of a member whose money can still be stopped; null = unknown. */
  readonly settlesAt: TimePoint | null;
  /** From the moment the run looked at until then, as priority counts them. */
  readonly hoursLeft: number;
  /** The ring as it was when last told of, or when somebody last dealt with it: what is held against for news. */
  readonly basis: VerdictBasis;
  /** Whose it is; null: nobody's. It stays with whoever had it when it closed. */
  readonly assignment: Assignment | null;
  /** Who dealt with it last, when and why; null while nobody has. */
  readonly handled: Handling | null;
  /** Null while it is not closed. */
  readonly closeReason: CloseReason | null;
};
export type RingSize = { readonly at: TimePoint; readonly size: number };
export type Assignment = { readonly to: string; readonly by: string; readonly at: TimePoint };
export type Handling = { readonly by: string; readonly at: TimePoint; readonly note: string };

/** One thing that happened to an alert. `number`: 1, 2, 3 … over all alerts, in the order of writing. */
export type AlertStep = {
  readonly number: number;
  readonly alertId: string;
  readonly ringId: string;
  readonly type: AlertStepType;
  readonly at: TimePoint;
  readonly by: string;
  readonly note: string;
  /** To whom; null unless `ASSIGNED`. */
  readonly assignee: string | null;
};

export const isLive = ({ status }: Alert): boolean => status !== 'CLOSED';

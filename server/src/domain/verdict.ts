/** What people concluded of a ring, of a member, of a link, and when new evidence outdates it. */
import type { Money } from './decimal.ts';
import type { EntityRef } from './records.ts';
import type { Severity, TypologyCode } from './ring.ts';
import type { TimePoint } from './time-point.ts';

export const RING_VERDICTS = ['IN_REVIEW', 'CONFIRMED', 'DISMISSED', 'NEEDS_DATA'] as const;
export type RingVerdictCode = (typeof RING_VERDICTS)[number];
export const MEMBER_VERDICTS = ['INVOLVED', 'NOT_INVOLVED'] as const;
export type MemberVerdictCode = (typeof MEMBER_VERDICTS)[number];
export const VERDICT_REASONS = [
  'FRAUD',
  'HOUSEHOLD',
  'AGENCY',
  'WAREHOUSE_OPERATOR',
  'BAD_DATA',
  'LEGITIMATE_PROMOTION',
  'OTHER',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** The ring as it was when the verdict was given: what later runs are held against. */
export type VerdictBasis = {
  /** `Kind:id`. */
  readonly members: readonly string[];
  readonly severity: Severity;
  readonly stillStoppable: readonly Money[];
  readonly typologies: readonly TypologyCode[];
};

type Given = { readonly reason: VerdictReason; readonly note: string; readonly by: string; readonly at: TimePoint };

export type RingVerdict = Given & {
  readonly ringId: string;
  readonly verdict: RingVerdictCode;
  readonly basis: VerdictBasis;
  /** What changed since, as a sentence: the verdict is outdated and the ring open again. */
  readonly outdatedBy: string | null;
  /** The ring it was given for, where this one took that ring in or came out of it. */
  readonly inheritedFrom: string | null;
};
export type MemberVerdict = Given & {
  readonly ringId: string;
  readonly member: EntityRef;
  readonly verdict: MemberVerdictCode;
};
/** Two ends that are not the same actor: detection does not tie them while this holds. */
export type LinkVerdict = Given & {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly isSameActor: boolean;
  /** Null = until it is withdrawn. */
  readonly until: TimePoint | null;
};

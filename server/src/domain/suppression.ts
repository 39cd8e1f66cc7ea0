/**
 * Entries that keep alerts from being raised, each with a reason, an owner and an end at which somebody looks again.
 * `SUPPRESS`: do not tell of anything that involves this, for now. `ALLOW`: this is in order; a ring is told of all the
 * same when something else is left that speaks for it, and an identifier that is in order (a carrier's NAT, a kiosk, a
 * parcel locker) ties nobody in runs and at the door while that holds. What an entry keeps back is recorded as its match.
 */
import { covering } from './covered-entities.ts';
import type { IpRange } from './ip-range.ts';
import type { EntityRef } from './records.ts';
import type { Ring, TypologyCode } from './ring.ts';
import { formatTimePoint, type TimePoint } from './time-point.ts';

export const SUPPRESSION_KINDS = ['SUPPRESS', 'ALLOW'] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];
/** `DUE`: past its end, in force no longer, waiting for somebody to look at it. */
export const SUPPRESSION_STATUSES = ['IN_FORCE', 'DUE', 'ENDED'] as const;
export type SuppressionStatus = (typeof SUPPRESSION_STATUSES)[number];

/** `entity`: an account, or an identifier that accounts share. `range`: IP addresses, in CIDR notation. */
export type SuppressionTarget =
  | { readonly kind: 'ring'; readonly ringId: string }
  | { readonly kind: 'entity'; readonly ref: EntityRef }
  | { readonly kind: 'range'; readonly range: IpRange['text'] }
  | { readonly kind: 'typology'; readonly code: TypologyCode };

export type Suppression = {
  /** `sup_…` */
  readonly id: string;
  readonly kind: SuppressionKind;
  readonly target: SuppressionTarget;
  readonly reason: string;
  readonly owner: string;
  readonly createdAt: TimePoint;
  readonly expiresAt: TimePoint;
  /** Who ended it, when and why; null while nobody has. */
  readonly ended: { readonly by: string; readonly at: TimePoint; readonly note: string } | null;
};

/** One ring that an entry kept back. */
export type SuppressionMatch = {
  readonly suppressionId: string;
  readonly ringId: string;
  readonly runId: string;
  /** What would have been told, as a sentence. */
  readonly statement: string;
  readonly at: TimePoint;
};
export type SuppressionMatches = SuppressionMatch & {
  /** Runs in which it was kept back; `at`, `runId` and `statement` are of the last one. */
  readonly count: number;
  readonly firstAt: TimePoint;
};

const LEAST_MEMBERS = 3;

export function statusOf({ ended, expiresAt }: Suppression, now: TimePoint): SuppressionStatus {
  if (ended !== null) return 'ENDED';
  return expiresAt <= now ? 'DUE' : 'IN_FORCE';
}

/** Whether it held at some moment, now or then. */
export const heldAt = ({ createdAt, expiresAt, ended }: Suppression, at: TimePoint): boolean =>
  createdAt <= at && at < expiresAt && (ended === null || at < ended.at);

/** Who said of an identifier that it is in order, why, and how long that holds. */
export const inOrderBecause = ({ owner, reason, expiresAt }: Suppression): string =>
  `in order until ${formatTimePoint(expiresAt)}, says ${owner}: ${reason}`;

/** The first entry that keeps this ring back, or null. `entries`: those in force. */
export function suppressionOf(ring: Ring, entries: readonly Suppression[]): Suppression | null {
  const suppressing = entries.find(({ kind, target }) => kind === 'SUPPRESS' && involves(ring, target));
  if (suppressing !== undefined) return suppressing;
  const allowing = entries.filter(({ kind, target }) => kind === 'ALLOW' && involves(ring, target));
  return allowing[0] !== undefined && isExplained(ring, allowing) ? allowing[0] : null;
}

function involves(ring: Ring, target: SuppressionTarget): boolean {
  switch (target.kind) {
    case 'ring':
      return target.ringId === ring.id;
    case 'typology':
      return ring.typologies[0]?.code === target.code;
    case 'entity':
    case 'range':
      return [...ring.members, ...ring.identifiers].some(covering([target]));
  }
}

/** Without what is allowed there would be no ring: too few members, or nothing that speaks for one. */
function isExplained(ring: Ring, allowing: readonly Suppression[]): boolean {
  const targets = allowing.map(({ target }) => target);
  if (targets.some(({ kind }) => kind === 'ring')) return true;
  const isAllowed = covering(targets);
  if (ring.members.filter((member) => !isAllowed(member)).length < LEAST_MEMBERS) return true;
  const codes = new Set(targets.flatMap((target) => (target.kind === 'typology' ? [target.code] : [])));
  if (codes.size > 0 && ring.typologies.every(({ code }) => codes.has(code))) return true;
  const { evidence } = ring;
  return evidence.length > 0 && evidence.every(({ entities }) => entities.length > 0 && entities.every(isAllowed));
}

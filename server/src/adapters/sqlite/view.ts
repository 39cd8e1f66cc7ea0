/** Which part of the data is looked at: up to a time, and no further back than a window reaches. */
import type { ColumnsRequest } from '../../application/ports/graph-store.ts';
import type { Version } from '../../domain/merge-fields.ts';
import { isRemoved } from '../../domain/merge-observed.ts';
import { DAY_MS, millisecondsOf, type TimePoint, toTimePoint } from '../../domain/time-point.ts';

export type View = {
  /** +∞ where the data hold no time. */
  readonly asOf: number;
  /** −∞ without a window. */
  readonly from: number;
  /** Nothing in the data is of later: what is known is what is true. */
  readonly isPresent: boolean;
  readonly isGone: (removedAt: number | null, lastSeen: number | null) => boolean;
};

export function toView(latest: number | null, request: ColumnsRequest): View {
  const asOf = request.asOf ?? latest;
  const isPresent = isPresentAt(latest, asOf);
  return {
    asOf: asOf ?? Number.POSITIVE_INFINITY,
    from: windowStart(asOf, request.windowDays),
    isPresent,
    isGone: (removedAt, lastSeen) =>
      isRemoved(removedAt, lastSeen) && (isPresent || (removedAt !== null && asOf !== null && removedAt <= asOf)),
  };
}

const isPresentAt = (latest: number | null, asOf: number | null): boolean =>
  latest === null || asOf === null || asOf >= latest;

/** Of what changes as time goes on: was it so by then? */
export const wasSoBy = (view: View, version: () => Version): boolean => view.isPresent || version() <= view.asOf;

function windowStart(asOf: number | null, windowDays: number | undefined): number {
  if (asOf === null || windowDays === undefined) return Number.NEGATIVE_INFINITY;
  return toTimePoint(millisecondsOf(asOf as TimePoint) - windowDays * DAY_MS, 'DAY');
}

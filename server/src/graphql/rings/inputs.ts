/** Arguments of the ring list towards the use case. */

import type { Span } from '../../application/compare-ring-pictures.ts';
import type { RingListFilter } from '../../application/list-rings.ts';
import type { RingOrder, RingPage } from '../../application/ports/case-store.ts';
import type { When } from '../../application/show-ring-at.ts';
import { lastMomentOf, type TimePoint } from '../../domain/time-point.ts';
import { refuse } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import { toStoreCursor } from '../shared/cursor.ts';
import { parseGlobalId } from '../shared/global-id.ts';

type Nullable<T> = { readonly [K in keyof T]?: Maybe<T[K]> };
export type RingsArguments = {
  readonly filter?: Maybe<Nullable<Omit<RingListFilter, 'member'>> & { readonly member?: Maybe<EntityRefInput> }>;
  readonly orderBy?: Maybe<RingOrder>;
  readonly first?: Maybe<number>;
  readonly after?: Maybe<string>;
  readonly last?: Maybe<number>;
  readonly before?: Maybe<string>;
};

export const HIGHEST_SCORE_FIRST: RingOrder = { field: 'score', direction: 'desc' };

export const toRingList = ({ filter, orderBy, ...page }: RingsArguments) => ({
  filter: toRingFilter(filter),
  order: orderBy ?? HIGHEST_SCORE_FIRST,
  page: toRingPage(page),
});

function toRingFilter(filter: RingsArguments['filter']): RingListFilter {
  if (filter == null) return {};
  const { member, runId, ...rest } = filter;
  const given = Object.entries(rest).filter(([, value]) => value != null);
  return {
    ...(Object.fromEntries(given) as Omit<RingListFilter, 'member' | 'runId'>),
    ...(member != null && { member: toRef(member) }),
    ...(runId != null && { runId: toRunKey(runId) }),
  };
}

/** The run's global id, or the id the command line prints. */
export function toRunKey(id: string): string {
  const global = parseGlobalId(id);
  return global?.type === 'run' ? global.id : id;
}

function toRingPage({ first, after, last, before }: RingsArguments): RingPage {
  if (last != null) return { last, ...(before != null && { before: toStoreCursor(before) }) };
  return { first: first ?? 20, ...(after != null && { after: toStoreCursor(after) }) };
}

export type DiffArguments = {
  readonly from?: Maybe<TimePoint>;
  readonly to?: Maybe<TimePoint>;
  readonly fromRun?: Maybe<string>;
  readonly toRun?: Maybe<string>;
  readonly fromRing?: Maybe<string>;
};

/** Without an end, up to the newest picture; without a beginning there is nothing to compare with. */
export function toSpan({ from, to, fromRun, toRun, fromRing }: DiffArguments): Span {
  if (from != null && fromRun != null) throw refuse('INVALID_ARGUMENT', 'Give from or fromRun, not both.', 'fromRun');
  if (to != null && toRun != null) throw refuse('INVALID_ARGUMENT', 'Give to or toRun, not both.', 'toRun');
  const start = toWhen(from, fromRun);
  if (start === null) throw refuse('INVALID_ARGUMENT', 'Give from or fromRun: since when?', 'from');
  const end = toWhen(to, toRun) ?? { asOf: Number.MAX_SAFE_INTEGER as TimePoint };
  return { from: start, to: end, ...(fromRing != null && { fromRing }) };
}

function toWhen(asOf: Maybe<TimePoint>, run: Maybe<string>): When | null {
  if (run != null) return { runId: toRunKey(run) };
  return asOf == null ? null : { asOf: lastMomentOf(asOf) };
}

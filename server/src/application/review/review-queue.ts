/**
 * How far the investigators get: a daily capacity that somebody set, held against the rings that come in. Whoever works
 * from the top, gravest and highest score first, reaches the rings that fit; below them nobody will ever look.
 */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { SEVERITIES, type Severity } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import type { Setting } from '../../domain/setting.ts';
import { DAY_MS, millisecondsOf, type TimePoint, toTimePoint } from '../../domain/time-point.ts';
import { isStanding } from '../../domain/verdict.ts';
import type { RankedRing, RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { SettingStore } from '../ports/setting-store.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';

export type ReviewReading = {
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
  readonly settings: SettingStore;
};
export type SeverityRate = { readonly severity: Severity; readonly perDay: number };
/** The last ring that is reached. */
export type Reach = { readonly severity: Severity; readonly score: number };
export type ReviewQueue = {
  /** Null where nobody set any. */
  readonly capacity: Setting<'reviewCapacity'> | null;
  /** Days of the data over which rings were counted as they came in; 0 before runs tell of two different days. */
  readonly days: number;
  /** New rings a day, the gravest first; null before runs tell of two different days. */
  readonly inflow: readonly SeverityRate[] | null;
  /** ACTIVE rings without a standing verdict, the gravest first. */
  readonly open: readonly { readonly severity: Severity; readonly count: number }[];
  /** What the capacity reaches: of the inflow where one is known, else today of the open rings. Null: nothing. */
  readonly reach: Reach | null;
  readonly reachesAll: boolean;
};

const WINDOW_DAYS = 28;
const MOST_CAPACITY = 100_000;
const GRAVEST_FIRST = [...SEVERITIES].reverse();

export async function showReviewQueue(
  reading: ReviewReading,
  principal: Principal,
): Promise<Result<ReviewQueue, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const [ranked, verdicts] = await Promise.all([reading.rings.rankedRings(), reading.verdicts.current()]);
  const judged = new Set([...verdicts.rings.values()].filter(isStanding).map(({ ringId }) => ringId));
  const open = ranked.filter(({ id }) => !judged.has(id));
  const capacity = await reading.settings.current('reviewCapacity');
  const { days, arrived } = await arrivals(reading.rings, ranked);
  return ok({
    capacity,
    days,
    inflow:
      days === 0 ? null : countBySeverity(arrived).map(({ severity, count }) => ({ severity, perDay: count / days })),
    open: countBySeverity(open),
    ...reachOf(days === 0 ? open : arrived, (capacity?.value ?? 0) * (days || 1)),
  });
}

function reachOf(queue: readonly RankedRing[], reviews: number): Pick<ReviewQueue, 'reach' | 'reachesAll'> {
  const last = queue[Math.min(queue.length, Math.floor(reviews)) - 1];
  const reach = last === undefined ? null : { severity: last.severity, score: last.score };
  return { reach, reachesAll: reviews >= queue.length };
}

const countBySeverity = (rings: readonly RankedRing[]) =>
  GRAVEST_FIRST.map((severity) => ({ severity, count: rings.filter((ring) => ring.severity === severity).length }));

type Arrivals = { readonly days: number; readonly arrived: readonly RankedRing[] };

/** Rings of the last weeks that are still there, as they are now. What the first run found had piled up before it. */
async function arrivals(rings: RingStore, ranked: readonly RankedRing[]): Promise<Arrivals> {
  const [first, last] = [await rings.firstPublishedRun(), await rings.latestPublishedRun()];
  if (first?.asOf == null || last?.asOf == null) return { days: 0, arrived: [] };
  const window = toTimePoint(millisecondsOf(last.asOf) - WINDOW_DAYS * DAY_MS, 'MILLISECOND');
  const from = Math.max(first.asOf, window) as TimePoint;
  const days = (millisecondsOf(last.asOf) - millisecondsOf(from)) / DAY_MS;
  if (days < 1) return { days: 0, arrived: [] };
  const ids = new Set((await rings.changesSince(from)).filter(comesIn).map(({ ringId }) => ringId));
  return { days, arrived: ranked.filter(({ id }) => ids.has(id)) };
}

/** The ring that another came out of has lost members by the same change, and is not new. */
const comesIn = ({ type, joined }: RingChange): boolean =>
  type === 'BORN' || type === 'REVIVED' || (type === 'SPLIT' && joined.length > 0);

export type CapacityDependencies = { readonly settings: SettingStore; readonly clock: Clock };
export type NewCapacity = { readonly ringsPerDay: number; readonly why: string };

export async function setReviewCapacity(
  { settings, clock }: CapacityDependencies,
  principal: Principal,
  { ringsPerDay, why }: NewCapacity,
): Promise<Result<null, Failure>> {
  const refused = refusal(principal, 'setReviewCapacity');
  if (refused) return fail(refused);
  if (!Number.isSafeInteger(ringsPerDay) || ringsPerDay < 1 || ringsPerDay > MOST_CAPACITY) {
    return fail(failure('INVALID_ARGUMENT', `ringsPerDay must be a whole number from 1 to ${MOST_CAPACITY}.`));
  }
  if (why.length > 500) return fail(failure('INVALID_ARGUMENT', 'why must have at most 500 letters.'));
  const at = currentTime(clock);
  const details = { ringsPerDay, why };
  await settings.set(
    { name: 'reviewCapacity', value: ringsPerDay, why, by: principal.name, at },
    { type: 'reviewCapacitySet', at, principal: principal.id, subject: 'reviewCapacity', details },
  );
  return ok(null);
}

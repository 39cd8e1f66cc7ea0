/**
 * Where a screening of registrations begins, in both orders it goes through: by date of creation, and by arrival in the
 * store. It goes on where the last one was cut; after one that came to its end, it looks back three days, for a device or
 * a card often comes days after the account.
 */
import { entityKey } from '../../domain/entity-key.ts';
import type { ArrivalSweep, Sweep } from '../../domain/newcomer.ts';
import { DAY_MS, millisecondsOf, type TimePoint, toTimePoint } from '../../domain/time-point.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import type { NewcomerStore } from '../ports/newcomer-store.ts';
import { currentTime } from '../record-event.ts';

export type SweepGround = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly newcomers: NewcomerStore;
  readonly clock: Clock;
};

const LOOK_BACK_DAYS = 3;
/** Before the first one nobody looked. */
const FIRST_BACK_DAYS = 30;

/** `since`: registered from then on, instead of where the last one left off. */
export async function beginSweep(ground: SweepGround, since?: TimePoint): Promise<Sweep> {
  const last = await ground.newcomers.sweep();
  const goesOn = since === undefined && last !== null && !last.isDone;
  const registrations = goesOn ? last : { from: since ?? (await firstRegistration(ground, last)), after: null };
  return {
    ...{ step: last?.step ?? 0, from: registrations.from, after: registrations.after, isDone: false },
    isPastRegistrations: goesOn && last.isPastRegistrations,
    arrivals: await beginArrivals(ground, last, goesOn),
  };
}

/** Never further back than the last began, whatever the clock says. */
async function firstRegistration({ rings, clock }: SweepGround, last: Sweep | null): Promise<TimePoint> {
  if (last === null) return before((await rings.latestPublishedRun())?.asOf ?? currentTime(clock), FIRST_BACK_DAYS);
  if (last.after === null) return last.from;
  // An account may be dated ahead of the clock; those that come after it must not be passed over.
  const reached = Math.min(last.after.createdAt, currentTime(clock)) as TimePoint;
  return Math.max(last.from, before(reached, LOOK_BACK_DAYS)) as TimePoint;
}

/** The coarsest time of that moment, which comes first. */
const before = (time: TimePoint, days: number): TimePoint => toTimePoint(millisecondsOf(time) - days * DAY_MS, 'DAY');

async function beginArrivals(ground: SweepGround, last: Sweep | null, goesOn: boolean): Promise<ArrivalSweep | null> {
  const { graph, clock } = ground;
  // Or the first import would be nothing but newcomers.
  if ((await graph.counts()).entities === 0) return null;
  const now = currentTime(clock);
  const held = last?.arrivals ?? null;
  if (held === null || !(await isStillThere(graph, held))) {
    const reached = await firstArrival(ground);
    const marks = [{ at: now, reached }];
    return { next: reached, begunAt: await graph.nextArrival(), reached, last: null, marks };
  }
  const marks = withMark(held.marks, { at: now, reached: held.reached });
  if (goesOn) return { ...held, marks };
  const sinceMs = millisecondsOf(now) - LOOK_BACK_DAYS * DAY_MS;
  const from = marks.findLastIndex(({ at }) => millisecondsOf(at) <= sinceMs);
  const kept = marks.slice(Math.max(0, from));
  return { ...held, next: kept[0]?.reached ?? held.reached, begunAt: await graph.nextArrival(), marks: kept };
}

/**
 * Before the first one, the same days back: to a run that knew the stock. Where none is as old, the first one did; where
 * that found an empty store, or none was ever published, everybody who is there is the stock.
 */
async function firstArrival({ graph, rings, clock }: SweepGround): Promise<number> {
  const since = before(currentTime(clock), LOOK_BACK_DAYS);
  const run = (await rings.publishedRunBegunBy(since)) ?? (await rings.firstPublishedRun());
  return graph.nextArrival(run?.counts.entities || undefined);
}

async function isStillThere(graph: GraphStore, { reached, last }: ArrivalSweep): Promise<boolean> {
  if (last === null) return reached <= (await graph.nextArrival());
  const [held] = await graph.arrivals({ from: reached - 1, first: 1 });
  return held?.position === reached - 1 && entityKey(held.account) === entityKey(last);
}

type Mark = ArrivalSweep['marks'][number];
const HOUR_MS = 3_600_000;
const hourOf = ({ at }: Mark): number => Math.floor(millisecondsOf(at) / HOUR_MS);

/** One an hour, the last: a job may run every minute. The first stays, for a look back begins there. */
function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const last = marks.at(-1);
  const isSameHour = marks.length > 1 && last !== undefined && hourOf(last) === hourOf(mark);
  return [...(isSameHour ? marks.slice(0, -1) : marks), mark];
}

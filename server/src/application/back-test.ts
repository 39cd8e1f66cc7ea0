/**
 * Detection as it would have gone: one trial at each of several moments, each knowing only what was true then, and the
 * same ring followed from one to the next as between published runs. Says since when a ring would have been found, and
 * how many new ones a week there would have been.
 */
import { assignRingIds } from '../detection/identity.ts';
import { followRings, frontAt } from '../detection/lineage.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Ring, SEVERITIES, type Severity } from '../domain/ring.ts';
import { DAY_MS, millisecondsOf, type TimePoint, toTimePoint } from '../domain/time-point.ts';
import { createDetectRings, type DetectionDependencies, type DetectionRequest } from './detect-rings.ts';

export type BackTestRequest = Omit<DetectionRequest, 'trial'> & {
  /** How many moments before the last one, and how many days apart. */
  readonly steps: number;
  readonly everyDays: number;
};
type BySeverity<T> = Readonly<Record<Severity, T>>;
export type BackTestMoment = {
  readonly run: DetectionRun;
  /** Rings that reach this severity for the first time; null at the first moment, before which nobody looked. */
  readonly arrived: BySeverity<number> | null;
};
export type FollowedRing = {
  /** As in the last run. */
  readonly ring: Ring;
  /** The first moment at which it reached this severity, and how many days before the last; null: it never did. */
  readonly reached: BySeverity<{ readonly at: TimePoint; readonly daysBefore: number } | null>;
};
export type BackTest = {
  /** Oldest first. */
  readonly moments: readonly BackTestMoment[];
  /** Of the last run, highest score first. */
  readonly rings: readonly FollowedRing[];
  /** New rings of this severity or above in a week, on average; null with one moment only. */
  readonly arrivalsPerWeek: BySeverity<number> | null;
};

export function createBackTest(deps: DetectionDependencies) {
  const detect = createDetectRings(deps);
  return async (
    principal: Principal,
    { steps, everyDays, ...request }: BackTestRequest,
  ): Promise<Result<BackTest, Failure>> => {
    // The last one first: without an as-of only it tells which moment that is.
    const last = await detect(principal, { ...request, trial: true });
    if (!last.ok) return last;
    const end = last.value.asOf;
    if (end === null && steps > 0) {
      return fail(failure('INVALID_ARGUMENT', 'These data hold no time: there is no earlier moment to look at.'));
    }
    const runs: DetectionRun[] = [];
    for (let step = steps; step > 0; step--) {
      const asOf = toTimePoint(millisecondsOf(end ?? last.value.startedAt) - step * everyDays * DAY_MS, 'MILLISECOND');
      const run = await detect(principal, { ...request, asOf, trial: true });
      if (!run.ok) return run;
      runs.push(run.value);
    }
    return ok(await follow(deps, [...runs, last.value], everyDays));
  };
}

async function follow(
  { rings, randomness }: DetectionDependencies,
  runs: readonly DetectionRun[],
  everyDays: number,
): Promise<BackTest> {
  const reached = new Map<string, Map<Severity, TimePoint>>();
  const moments: BackTestMoment[] = [];
  let picture: readonly Ring[] = [];
  let found: readonly Ring[] = [];
  let named: readonly Ring[] = [];
  for (const [i, run] of runs.entries()) {
    const at = run.asOf ?? run.startedAt;
    found = await collect(rings.allRings(run.id));
    const previous = frontAt(picture, at);
    // Only their ids are new: those of a trial follow what was published, not the trial before it.
    const candidates = found.map(({ id: _, status: __, ...candidate }) => candidate);
    named = assignRingIds(candidates, { previous, issued: new Set(reached.keys()), sha256: randomness.sha256 });
    picture = [...named, ...followRings(previous, named, { runId: run.id, at }).ended];
    const arrived = note(reached, named, at);
    moments.push({ run, arrived: i === 0 ? null : arrived });
  }
  const lastAt = runs.at(-1)?.asOf ?? null;
  return {
    moments,
    rings: found.map((ring, i) => ({ ring, reached: toReached(reached.get(named[i]?.id ?? ''), lastAt) })),
    arrivalsPerWeek: perWeek(moments, everyDays),
  };
}

/** Notes which severities each ring reaches for the first time, and counts them. */
function note(
  reached: Map<string, Map<Severity, TimePoint>>,
  rings: readonly Ring[],
  at: TimePoint,
): BySeverity<number> {
  const counts = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
  for (const { id, severity } of rings) {
    const known = reached.get(id) ?? new Map<Severity, TimePoint>();
    reached.set(id, known);
    for (const lower of SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1)) {
      if (known.has(lower)) continue;
      known.set(lower, at);
      counts[lower] += 1;
    }
  }
  return counts;
}

function toReached(known: ReadonlyMap<Severity, TimePoint> | undefined, last: TimePoint | null) {
  const at = (severity: Severity) => {
    const first = known?.get(severity);
    if (first === undefined) return null;
    return { at: first, daysBefore: last === null ? 0 : (millisecondsOf(last) - millisecondsOf(first)) / DAY_MS };
  };
  return { LOW: at('LOW'), MEDIUM: at('MEDIUM'), HIGH: at('HIGH'), CRITICAL: at('CRITICAL') };
}

function perWeek(moments: readonly BackTestMoment[], everyDays: number): BySeverity<number> | null {
  const weeks = ((moments.length - 1) * everyDays) / 7;
  if (weeks === 0) return null;
  const mean = (severity: Severity): number =>
    moments.reduce((sum, { arrived }) => sum + (arrived?.[severity] ?? 0), 0) / weeks;
  return { LOW: mean('LOW'), MEDIUM: mean('MEDIUM'), HIGH: mean('HIGH'), CRITICAL: mean('CRITICAL') };
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

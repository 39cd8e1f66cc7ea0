/** Finds moments: several persons acting on one target inside one time bucket, more than its popularity explains. */
import type { EventType } from '../../domain/ontology.ts';
import { sortItems } from '../graph/ascending.ts';
import { bucketBy } from '../graph/csr.ts';
import type { IncidencePairs } from '../graph/incidence.ts';
import { startAfter } from './time-buckets.ts';

export type Moments = {
  readonly count: number;
  /** Moment → position of its target in the entity columns. */
  readonly target: Int32Array;
  /** Moment → number of what was done to whom: all of one type at one target. They stand together, from 0 on. */
  readonly deed: Int32Array;
  readonly type: readonly EventType[];
  readonly startMs: Float64Array;
  /** Persons expected in the bucket from the target's popularity at that hour of the week. */
  readonly expected: Float64Array;
};

/** Each person once at a moment. */
export type FoundMoments = { readonly moments: Moments; readonly pairs: IncidencePairs };

export type Actions = {
  readonly event: Int32Array;
  readonly person: Int32Array;
  readonly target: Int32Array;
  readonly ms: Float64Array;
};

const WEEK_HOURS = 168;
const HOUR_MS = 3_600_000;
/** Observed must be this many standard deviations above what popularity explains. */
const SURPRISE = 3;

/** Type of event → its actions in each hour of the week, relative to the mean hour. */
export type HourProfiles = Readonly<Record<string, Float64Array>>;

/** How often each target was acted on, from when to when: where not all of these actions are at hand. */
export type TargetLives = {
  readonly count: Int32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
};
type Life = { readonly count: number; readonly firstMs: number; readonly lastMs: number };

const EVEN = new Float64Array(WEEK_HOURS).fill(1);

export class MomentFinder {
  readonly #seen: Int32Array;
  readonly #lastMs: Float64Array;
  /** Person → acts, of which those at one target inside one window count once. */
  readonly turns: Int32Array;
  readonly #held: HourProfiles | undefined;
  #stamp = 0;
  readonly #target: number[] = [];
  readonly #deed: number[] = [];
  readonly #type: EventType[] = [];
  readonly #start: number[] = [];
  readonly #expected: number[] = [];
  readonly #profiles: Record<string, Float64Array> = {};
  readonly #row: number[] = [];
  readonly #column: number[] = [];

  /** `held`: profiles of an earlier run, by type of event. */
  constructor(personCount: number, held?: HourProfiles) {
    this.#seen = new Int32Array(personCount);
    this.#lastMs = new Float64Array(personCount);
    this.turns = new Int32Array(personCount);
    this.#held = held;
  }

  addActions(type: EventType, windowMs: number, actions: Actions, lives?: TargetLives): void {
    if (actions.event.length === 0) return;
    const profile = this.#held ? profileOf(this.#held, type) : hourOfWeekProfile(actions.ms);
    this.#profiles[type] = profile;
    let highest = 0;
    for (let i = 0; i < actions.target.length; i++) highest = Math.max(highest, actions.target[i] ?? 0);
    const byTarget = bucketBy(actions.target, highest + 1);
    for (let t = 0; t <= highest; t++) {
      const chosen = byTarget.items.subarray(byTarget.offsets[t] ?? 0, byTarget.offsets[t + 1] ?? 0);
      if (chosen.length === 0) continue;
      const inTime = sortItems(chosen, (a, b) => (actions.ms[a] ?? 0) - (actions.ms[b] ?? 0) || a - b);
      this.#countTurns(actions, inTime, windowMs);
      if (chosen.length < 2) continue;
      const life = lives ? lifeAt(lives, t) : lifeOf(actions, inTime);
      this.#addTarget(type, t, { actions, inTime, life, windowMs, profile });
    }
  }

  profiles(): HourProfiles {
    return this.#held ?? this.#profiles;
  }

  found(): FoundMoments {
    const moments = {
      count: this.#target.length,
      target: Int32Array.from(this.#target),
      deed: Int32Array.from(this.#deed),
      type: this.#type,
      startMs: Float64Array.from(this.#start),
      expected: Float64Array.from(this.#expected),
    };
    return { moments, pairs: { row: new Int32Array(this.#row), column: new Int32Array(this.#column) } };
  }

  #addTarget(type: EventType, target: number, acts: Acts): void {
    const { actions, inTime, windowMs } = acts;
    const msOf = (i: number): number => actions.ms[inTime[i] ?? 0] ?? 0;
    let end = 0;
    for (let first = 0; first + 1 < inTime.length; first++) {
      const ms = msOf(first);
      if (msOf(first + 1) - ms >= windowMs) continue;
      // Buckets that hold this one and none before it.
      const after = Math.max(ms - windowMs, first > 0 ? msOf(first - 1) : Number.NEGATIVE_INFINITY);
      for (let start = startAfter(after, windowMs); start <= ms; start = startAfter(start, windowMs)) {
        while (end < inTime.length && msOf(end) < start + windowMs) end++;
        if (end - first > 1) this.#moment(type, target, start, this.#distinct(acts, first, end), acts);
      }
    }
  }

  #countTurns({ person, ms }: Actions, inTime: Int32Array, windowMs: number): void {
    this.#stamp++;
    for (let i = 0; i < inTime.length; i++) {
      const action = inTime[i] ?? 0;
      const who = person[action] ?? 0;
      const time = ms[action] ?? 0;
      if (this.#seen[who] === this.#stamp && time - (this.#lastMs[who] ?? 0) < windowMs) continue;
      this.#seen[who] = this.#stamp;
      this.#lastMs[who] = time;
      this.turns[who] = (this.turns[who] ?? 0) + 1;
    }
  }

  #moment(type: EventType, target: number, startMs: number, actors: readonly number[], acts: Acts): void {
    if (actors.length < 2) return;
    const expected = expectedActors(acts, startMs, actors.length);
    if (!isSurprising(actors.length, expected)) return;
    const moment = this.#target.length;
    const isLike = moment > 0 && this.#target[moment - 1] === target && this.#type[moment - 1] === type;
    this.#deed.push((this.#deed[moment - 1] ?? -1) + (isLike ? 0 : 1));
    this.#target.push(target);
    this.#type.push(type);
    this.#start.push(startMs);
    this.#expected.push(expected);
    for (const actor of actors) {
      this.#row.push(actor);
      this.#column.push(moment);
    }
  }

  /** Different persons among actions start … end. */
  #distinct({ actions, inTime }: Acts, start: number, end: number): number[] {
    this.#stamp++;
    const actors: number[] = [];
    for (let i = start; i < end; i++) {
      const person = actions.person[inTime[i] ?? 0] ?? 0;
      if (this.#seen[person] === this.#stamp) continue;
      this.#seen[person] = this.#stamp;
      actors.push(person);
    }
    return actors;
  }
}

type Acts = {
  readonly actions: Actions;
  readonly inTime: Int32Array;
  readonly life: Life;
  readonly windowMs: number;
  readonly profile: Float64Array;
};

const lifeOf = ({ ms }: Actions, inTime: Int32Array): Life => ({
  count: inTime.length,
  firstMs: ms[inTime[0] ?? 0] ?? 0,
  lastMs: ms[inTime[inTime.length - 1] ?? 0] ?? 0,
});
export const lifeAt = ({ count, firstMs, lastMs }: TargetLives, target: number): Life => ({
  count: count[target] ?? 0,
  firstMs: firstMs[target] ?? 0,
  lastMs: lastMs[target] ?? 0,
});

const isSurprising = (actors: number, expected: number): boolean => actors >= expected + SURPRISE * Math.sqrt(expected);

type Popularity = Pick<Acts, 'life' | 'windowMs' | 'profile'>;

/** Whether a bucket may be a moment, where at most so many acted in it: the more there are the likelier it is one. */
export const mayBeMoment = (popularity: Popularity, startMs: number, atMost: number): boolean =>
  atMost >= 2 && isSurprising(atMost, Math.max(0, expectedActors(popularity, startMs, atMost)));

/** The profile of a type of event: of an earlier run. */
export const profileOf = (held: HourProfiles, type: string): Float64Array => held[type] ?? EVEN;

/** The target's other actions, spread over its life by the hours of the week at which the platform is busy. */
function expectedActors({ life, windowMs, profile }: Popularity, startMs: number, inside: number): number {
  const windows = Math.max(1, (life.lastMs - life.firstMs) / windowMs);
  const hour = Math.floor((startMs + windowMs / 2) / HOUR_MS) % WEEK_HOURS;
  return ((life.count - inside) / windows) * (profile[hour] ?? 1);
}

/** Actions in each hour of the week, relative to the mean hour; smoothed so that small samples stay near 1. */
function hourOfWeekProfile(ms: Float64Array): Float64Array {
  const profile = new Float64Array(WEEK_HOURS);
  for (let i = 0; i < ms.length; i++) {
    const hour = Math.floor((ms[i] ?? 0) / HOUR_MS) % WEEK_HOURS;
    profile[hour] = (profile[hour] ?? 0) + 1;
  }
  const mean = ms.length / WEEK_HOURS;
  return profile.map((count) => (count + 5) / (mean + 5));
}

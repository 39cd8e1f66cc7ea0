/**
 * What a time may be evidence of. Exports are left-censored and stamped by machines: in one real set a tenth of all
 * links carry the first day. All rows in the hours an export took, a pile-up on the first day, on a day of migration, on the instant of a batch job or on
 * one time of the day (a date in disguise) is an artefact, and says nothing about things happening together; a bare
 * date says which day and no more, and so does the minute of a nightly job, which is when it came to a row. One column of times is judged by itself: each clock has its own habits.
 */
import { DAY_MS } from '../../domain/time-point.ts';
import { sortTimes } from '../graph/ascending.ts';

/** What a time tells: nothing, the day, or the minute and finer. */
export const TELLS = { nothing: 0, day: 1, minute: 2 } as const;

const BATCH_ROWS = 20;
const BATCH_SHARE = 0.001;
const MIDNIGHT_ROWS = 4;
const FIRST_DAY_FACTOR = 5;
/** A day in the middle is a migration when it holds this many, this share of all, and so many times a usual day. */
const MIGRATION = { rows: 200, share: 0.02, factor: 20 } as const;
/** A column of this many rows that spans less than this was stamped while it was written. */
const STAMPED = { rows: 20, spanMs: 12 * 3_600_000 } as const;
/** One second of the day with this share of all rows, and so many times what others have, is a date in disguise. */
const HEAPED = { rows: 20, share: 0.02, factor: 10 } as const;
/** So few different times of the day are midnights of some time zones, not observations. */
const FEW_TIMES_OF_DAY = 12;
/** So many rows, over so many days, of which nearly all lie in less than a hundredth of the day, were written by a job. */
const JOB = { rows: 100, days: 3, share: 0.99, minutes: 14 } as const;
const DAY = DAY_MS * 4;
const SECONDS_A_DAY = 86_400;
const MINUTES_A_DAY = 1440;

const dayOf = (time: number): number => Math.floor(time / DAY);
const secondOfDay = (time: number): number => Math.floor(time / 4000) % SECONDS_A_DAY;
// Beyond 32 bits `%` is a call of C's fmod, many times as slow as these.
const isBareDate = (time: number): boolean => Math.floor(time / 4) * 4 === time;
const isMidnight = (time: number): boolean => Math.floor(time / DAY) * DAY === Math.floor(time / 4) * 4;

/** The habits of one clock: what its times must not be taken for. */
export type ClockHabits = {
  /** 1 where the whole column was stamped while it was written. */
  readonly stampedAtOnce: number;
  /** 1 where a job wrote the column at one time of the day, day after day. */
  readonly writtenByJob: number;
  /** Days, instants and seconds of the day, each ascending. */
  readonly pileUps: Float64Array;
  readonly batches: Float64Array;
  readonly heaped: Float64Array;
};
/** By the number of the clock, in decimal. */
export type HabitsOfClocks = Readonly<Record<string, ClockHabits>>;

export function readHabits(times: Float64Array): ClockHabits {
  const sorted = sortTimes(knownAmong(times));
  const ascending = (values: Iterable<number>): Float64Array => Float64Array.from(values).sort();
  if (wasStampedAtOnce(sorted)) return { ...NO_HABITS, stampedAtOnce: 1 };
  const batches = batchInstants(sorted);
  const seconds = countSeconds(sorted);
  // An import of all there was, on one instant, says nothing of the hours at which the rest came.
  const single = batches.size === 0 ? sorted : filtered(sorted, (time) => !batches.has(time));
  return {
    stampedAtOnce: 0,
    writtenByJob: isWrittenByJob(single, single === sorted ? seconds : countSeconds(single)) ? 1 : 0,
    pileUps: ascending(pileUpDays(sorted)),
    batches: ascending(batches),
    heaped: ascending(heapedSeconds(seconds)),
  };
}

export const knownAmong = (times: Float64Array): Float64Array<ArrayBuffer> =>
  filtered(times, (time) => !Number.isNaN(time));

/** A plain loop: a typed array's own filter gathers what it keeps as objects, several times the column. */
function filtered(times: Float64Array, isKept: (time: number) => boolean): Float64Array<ArrayBuffer> {
  const kept = new Float64Array(times.length);
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? Number.NaN;
    if (isKept(time)) kept[count++] = time;
  }
  return count < kept.length ? kept.slice(0, count) : kept;
}

/** Of a clock nobody has watched yet. */
const NO_HABITS: ClockHabits = {
  stampedAtOnce: 0,
  writtenByJob: 0,
  pileUps: new Float64Array(),
  batches: new Float64Array(),
  heaped: new Float64Array(),
};

/** For each time (TimePoint or NaN) of one column what it tells, by TELLS. */
export function whatTimesTell(times: Float64Array, habits = readHabits(times)): Uint8Array {
  const tells = new Uint8Array(times.length);
  const tell = createTeller(habits);
  for (let i = 0; i < times.length; i++) tells[i] = tell(times[i] ?? Number.NaN);
  return tells;
}

/** A time (TimePoint or NaN) → what it tells, by TELLS. */
export type Teller = (time: number) => number;

/** What one time of a clock tells. */
export function createTeller(habits: ClockHabits = NO_HABITS): Teller {
  if (habits.stampedAtOnce === 1) return () => TELLS.nothing;
  const isByJob = habits.writtenByJob === 1;
  const pileUps = new Set(habits.pileUps);
  const batches = new Set(habits.batches);
  const heaped = new Set(habits.heaped);
  return (time) => {
    if (Number.isNaN(time) || (pileUps.size > 0 && pileUps.has(dayOf(time)))) return TELLS.nothing;
    if (isByJob || isBareDate(time) || (heaped.size > 0 && heaped.has(secondOfDay(time)))) return TELLS.day;
    return batches.size > 0 && batches.has(time) ? batchTells(time) : TELLS.minute;
  };
}

export type ToldByClock = { readonly tells: Uint8Array; readonly habits: HabitsOfClocks };

/**
 * The same for columns of several clocks: `clock` says which one each time was read from, by a number below 256.
 * `held`: their habits as an earlier run saw them.
 */
export function whatTimesTellByClock(
  times: Float64Array,
  clock: ArrayLike<number>,
  held?: HabitsOfClocks,
): ToldByClock {
  const habits: Record<string, ClockHabits> = {};
  const rows = new Int32Array(256);
  for (let i = 0; i < times.length; i++) rows[clock[i] ?? 0] = (rows[clock[i] ?? 0] ?? 0) + 1;
  const tells = new Uint8Array(times.length);
  for (const [name, count] of rows.entries()) {
    if (count === 0) continue;
    const own = new Float64Array(count);
    eachOf(clock, name, (i, k) => {
      own[k] = times[i] ?? Number.NaN;
    });
    const known = held ? (held[name] ?? NO_HABITS) : readHabits(own);
    habits[name] = known;
    const judged = whatTimesTell(own, known);
    eachOf(clock, name, (i, k) => {
      tells[i] = judged[k] ?? 0;
    });
  }
  return { tells, habits: held ?? habits };
}

/** Calls `visit` with the place of each time of one clock, and its number among them. */
function eachOf(clock: ArrayLike<number>, name: number, visit: (place: number, nth: number) => void): void {
  let next = 0;
  for (let i = 0; i < clock.length; i++) if (clock[i] === name) visit(i, next++);
}

function wasStampedAtOnce(sorted: Float64Array): boolean {
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  return sorted.length >= STAMPED.rows && last - first < STAMPED.spanMs * 4;
}

/** Midnight sharp on many rows is a date; any other instant on many rows is when a job ran. */
const batchTells = (time: number): number => (secondOfDay(time) === 0 ? TELLS.day : TELLS.nothing);

function batchInstants(sorted: Float64Array): ReadonlySet<number> {
  const batches = new Set<number>();
  const most = Math.max(BATCH_ROWS, sorted.length * BATCH_SHARE);
  for (let i = 0; i < sorted.length; ) {
    const time = sorted[i] ?? 0;
    let end = i + 1;
    while (end < sorted.length && sorted[end] === time) end++;
    if (end - i > most || (end - i >= MIDNIGHT_ROWS && isMidnight(time))) batches.add(time);
    i = end;
  }
  return batches;
}

/** Of times that are no bare dates. */
type SecondsOfDay = { readonly counts: Int32Array; readonly exact: number };

function countSeconds(sorted: Float64Array): SecondsOfDay {
  const counts = new Int32Array(SECONDS_A_DAY);
  let exact = 0;
  for (let i = 0; i < sorted.length; i++) {
    const time = sorted[i] ?? 0;
    if (isBareDate(time)) continue;
    exact++;
    const second = secondOfDay(time);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return { counts, exact };
}

function isWrittenByJob(sorted: Float64Array, { counts, exact }: SecondsOfDay): boolean {
  if (exact < JOB.rows || dayOf(sorted.at(-1) ?? 0) - dayOf(sorted[0] ?? 0) < JOB.days - 1) return false;
  const minutes = new Int32Array(MINUTES_A_DAY);
  for (let second = 0; second < counts.length; second++) {
    const minute = Math.floor(second / 60);
    minutes[minute] = (minutes[minute] ?? 0) + (counts[second] ?? 0);
  }
  const fullest = minutes.sort().subarray(-JOB.minutes);
  return fullest.reduce((sum, count) => sum + count, 0) >= exact * JOB.share;
}

/**
 * Seconds of the day that far too many times have in common, whatever the day. All of them where there are only a
 * few: hours rounded to the full hour are coarse but known, and have two dozen.
 */
function heapedSeconds({ counts, exact }: SecondsOfDay): ReadonlySet<number> {
  let different = 0;
  for (let second = 0; second < counts.length; second++) if ((counts[second] ?? 0) > 0) different++;
  const usual = different <= FEW_TIMES_OF_DAY ? 0 : exact / different;
  const most = Math.max(HEAPED.rows, exact * HEAPED.share, usual * HEAPED.factor);
  const heaped = new Set<number>();
  for (let second = 0; second < counts.length; second++) if ((counts[second] ?? 0) >= most) heaped.add(second);
  return heaped;
}

function pileUpDays(sorted: Float64Array): ReadonlySet<number> {
  const days = countByDay(sorted);
  const counts = days.map(({ count }) => count).sort((a, b) => a - b);
  const usual = counts[counts.length >> 1] ?? 0;
  // Two days cannot say what is usual.
  if (days.length <= 2) return new Set(days.filter((day) => day.isBare).map(({ day }) => day));
  const migrated = Math.max(MIGRATION.rows, sorted.length * MIGRATION.share, usual * MIGRATION.factor);
  const isPileUp = (count: number, i: number): boolean =>
    count > (i === 0 ? Math.max(BATCH_ROWS, usual * FIRST_DAY_FACTOR) : migrated);
  return new Set(days.filter(({ count }, i) => isPileUp(count, i)).map(({ day }) => day));
}

type Day = { readonly day: number; readonly count: number; readonly isBare: boolean };

function countByDay(sorted: Float64Array): Day[] {
  const days: Day[] = [];
  for (let start = 0; start < sorted.length; ) {
    const day = dayOf(sorted[start] ?? 0);
    const end = firstAtOrAfter(sorted, (day + 1) * DAY, start);
    days.push({ day, count: end - start, isBare: isBareDate(sorted[end - 1] ?? 0) });
    start = end;
  }
  return days;
}

function firstAtOrAfter(sorted: Float64Array, time: number, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

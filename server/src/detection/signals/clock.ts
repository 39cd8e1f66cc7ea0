/**
 * Which times may be evidence of things happening together. Not those of a whole day, not an instant on which a
 * batch job stamped many rows, not the first day of an export when everything older was piled on it (exports are
 * left-censored: in one real set a tenth of all links carry the first day).
 */
import { DAY_MS } from '../../domain/time-point.ts';

const BATCH_ROWS = 20;
const BATCH_SHARE = 0.001;
const MIDNIGHT_ROWS = 4;
const FIRST_DAY_FACTOR = 5;

/** 1 where the time (TimePoint or NaN) is an observation to the minute or finer. */
export function usableTimes(times: Float64Array): Uint8Array {
  const usable = new Uint8Array(times.length);
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  const batches = batchInstants(sorted);
  const after = pileUpEnd(sorted);
  const isBatch = (time: number): boolean => batches.size > 0 && batches.has(time);
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? Number.NaN;
    usable[i] = Number.isNaN(time) || time % 4 === 0 || time < after || isBatch(time) ? 0 : 1;
  }
  return usable;
}

function batchInstants(sorted: Float64Array): ReadonlySet<number> {
  const batches = new Set<number>();
  const most = Math.max(BATCH_ROWS, sorted.length * BATCH_SHARE);
  for (let i = 0; i < sorted.length; ) {
    const time = sorted[i] ?? 0;
    let end = i + 1;
    while (end < sorted.length && sorted[end] === time) end++;
    const midnight = Math.floor(time / 4) % DAY_MS === 0;
    if (end - i > most || (midnight && end - i >= MIDNIGHT_ROWS)) batches.add(time);
    i = end;
  }
  return batches;
}

/** End of the first day when it holds over five times a usual day; −∞ when it does not. */
function pileUpEnd(sorted: Float64Array): number {
  const day = (time: number): number => Math.floor(time / 4 / DAY_MS);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return Number.NEGATIVE_INFINITY;
  const counts: number[] = [];
  for (let start = 0; start < sorted.length; ) {
    const end = firstAtOrAfter(sorted, (day(sorted[start] ?? 0) + 1) * DAY_MS * 4, start);
    counts.push(end - start);
    start = end;
  }
  const onFirst = counts[0] ?? 0;
  counts.sort((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  const piled = onFirst > Math.max(BATCH_ROWS, usual * FIRST_DAY_FACTOR);
  return piled && counts.length > 2 ? (day(first) + 1) * DAY_MS * 4 : Number.NEGATIVE_INFINITY;
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

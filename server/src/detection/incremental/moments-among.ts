/** Which events fall into the moments of some others: into a bucket of time of theirs, at their target. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { GraphColumns } from '../columns.ts';
import type { DetectionParameters } from '../parameters.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import { startAfter } from '../signals/time-buckets.ts';

/** Moments are told apart as far as a hash does it: more events do no harm. */
const MARKS = 1 << 24;
/** No two buckets of a target begin within one. */
const HALF_HOUR_MS = 1_800_000;

/** The same buckets as where moments are looked for. `marked`: event → 1. */
export function momentsAmong(
  { events, entities }: GraphColumns,
  marked: Uint8Array,
  parameters: DetectionParameters,
): (event: number) => boolean {
  const { type, to, at } = events;
  const windows = Float64Array.from(EVENT_TYPE_LIST, (name) => windowMsOf(name, parameters) ?? 0);
  const isTarget = new Uint8Array(entities.length);
  const met = new Uint8Array(MARKS);
  /** Whether a bucket that the event falls into is met already; with `mark`, all are from now on. */
  const meet = (e: number, mark: boolean): boolean => {
    const code = type[e] ?? 0;
    const window = windows[code] ?? 0;
    const place = Math.imul((to[e] ?? 0) * EVENT_TYPE_LIST.length + code, 0x9e3779b1);
    const ms = Math.floor((at[e] ?? 0) / 4);
    for (let start = startAfter(ms - window, window); start <= ms; start = startAfter(start, window)) {
      const moment = hash(place, start / HALF_HOUR_MS);
      if (mark) met[moment] = 1;
      else if (met[moment] === 1) return true;
    }
    return false;
  };
  const isLookedAt = (e: number): boolean => windows[type[e] ?? 0] !== 0;
  for (let e = 0; e < marked.length; e++) {
    if (marked[e] === 0 || !isLookedAt(e)) continue;
    isTarget[to[e] ?? 0] = 1;
    meet(e, true);
  }
  return (e) => isTarget[to[e] ?? 0] === 1 && isLookedAt(e) && meet(e, false);
}

function hash(place: number, bucket: number): number {
  const h = Math.imul(place ^ Math.imul(bucket, 0x85ebca6b), 0xc2b2ae35);
  return (h ^ (h >>> 15)) & (MARKS - 1);
}

/** Which events fall into the moments of some others: into a bucket of time of theirs, at their target. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { GraphColumns } from '../columns.ts';
import type { DetectionParameters } from '../parameters.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import { startAfter } from '../signals/time-buckets.ts';
import { finish, mix } from './row-hashes.ts';

/** Moments have numbers: they are told apart as far as a hash does it, and more events do no harm. */
export type MomentsOf = {
  /** Their numbers are below this. */
  readonly room: number;
  readonly isLookedAt: (event: number) => boolean;
  /** Whether one of the moments of an event is so: two or three, the same buckets as where moments are looked for. */
  readonly some: (event: number, is: (moment: number, startMs: number) => boolean) => boolean;
};

const LEAST_ROOM = 1 << 16;
const MOST_ROOM = 1 << 24;
/** Numbers for each event: a table that fits the cache is worth some events more. */
const ROOM_EACH = 16;
/** No two buckets of a target begin within one. */
const HALF_HOUR_MS = 1_800_000;

/** `deeds`: how many events the moments are of. */
export function createMomentsOf(
  { type, to, at }: GraphColumns['events'],
  parameters: DetectionParameters,
  deeds: number,
): MomentsOf {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, deeds * ROOM_EACH)));
  const room = Math.min(MOST_ROOM, Math.max(LEAST_ROOM, wanted));
  const windows = Float64Array.from(EVENT_TYPE_LIST, (name) => windowMsOf(name, parameters) ?? 0);
  return {
    room,
    isLookedAt: (e) => windows[type[e] ?? 0] !== 0,
    some: (e, is) => {
      const code = type[e] ?? 0;
      const window = windows[code] ?? 0;
      if (window === 0) return false;
      const place = Math.imul((to[e] ?? 0) * EVENT_TYPE_LIST.length + code, 0x9e3779b1);
      const ms = Math.floor((at[e] ?? 0) / 4);
      for (let start = startAfter(ms - window, window); start <= ms; start = startAfter(start, window)) {
        if (is(finish(mix(place, start / HALF_HOUR_MS)) & (room - 1), start)) return true;
      }
      return false;
    },
  };
}

/** `marked`: event → 1. */
export function momentsAmong(
  columns: GraphColumns,
  marked: Uint8Array,
  parameters: DetectionParameters,
): (event: number) => boolean {
  const count = marked.reduce((sum, mark) => sum + mark, 0);
  const met = new MetMoments(columns, createMomentsOf(columns.events, parameters, count));
  for (let e = 0; e < marked.length; e++) if (marked[e] === 1) met.addWhere(e, () => true);
  return met.has;
}

/** Some moments of some events. */
export class MetMoments {
  readonly #to: Int32Array;
  readonly #moments: MomentsOf;
  readonly #isTarget: Uint8Array;
  readonly #isMet: Uint8Array;

  constructor({ events, entities }: GraphColumns, moments: MomentsOf) {
    this.#to = events.to;
    this.#moments = moments;
    this.#isTarget = new Uint8Array(entities.length);
    this.#isMet = new Uint8Array(moments.room);
  }

  /** Those of an event that are so. */
  addWhere(event: number, is: (moment: number, startMs: number) => boolean): void {
    this.#moments.some(event, (moment, startMs) => {
      if (is(moment, startMs)) {
        this.#isTarget[this.#to[event] ?? 0] = 1;
        this.#isMet[moment] = 1;
      }
      return false;
    });
  }

  readonly isMet = (moment: number): boolean => this.#isMet[moment] === 1;

  /** Whether the event is in one of them. */
  readonly has = (event: number): boolean =>
    this.#isTarget[this.#to[event] ?? 0] === 1 && this.#moments.some(event, this.isMet);
}

/** The moments of events: the buckets of time at a target that one falls into, as where moments are looked for. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { GraphColumns } from '../columns.ts';
import type { DetectionParameters } from '../parameters.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import { startAfter } from '../signals/time-buckets.ts';
import type { MarketView } from './market-view.ts';
import { finish, mix } from './row-hashes.ts';

/** Moments have numbers: they are told apart as far as a hash does it, and more events do no harm. */
export type MomentsOf = {
  /** Their numbers are below this. */
  readonly room: number;
  /** For an event of a kind that is not looked at, 0. */
  readonly windowMs: (event: number) => number;
  /** Whether one of the moments of an event is so: two or three. */
  readonly some: (event: number, is: (moment: number, startMs: number) => boolean) => boolean;
};

const LEAST_ROOM = 1 << 16;
const MOST_ROOM = 1 << 24;
/** Numbers for each event: a table that fits the cache is worth some events more. */
const ROOM_EACH = 16;
/** No two buckets of a target begin within one. */
export const HALF_HOUR_MS = 1_800_000;

/** `deeds`: how many events the moments are of. */
export function createMomentsOf(
  { type, to, at }: GraphColumns['events'],
  parameters: DetectionParameters,
  deeds: number,
): MomentsOf {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, deeds * ROOM_EACH)));
  const room = Math.min(MOST_ROOM, Math.max(LEAST_ROOM, wanted));
  const windows = Float64Array.from(EVENT_TYPE_LIST, (name) => windowMsOf(name, parameters) ?? 0);
  const windowMs = (e: number): number => windows[type[e] ?? 0] ?? 0;
  return {
    room,
    windowMs,
    some: (e, is) => {
      const window = windowMs(e);
      if (window === 0) return false;
      const place = Math.imul((to[e] ?? 0) * EVENT_TYPE_LIST.length + (type[e] ?? 0), 0x9e3779b1);
      const ms = Math.floor((at[e] ?? 0) / 4);
      for (let start = startAfter(ms - window, window); start <= ms; start = startAfter(start, window)) {
        if (is(finish(mix(place, start / HALF_HOUR_MS)) & (room - 1), start)) return true;
      }
      return false;
    },
  };
}

/** Acts of the type of an event on its target, by time. */
export type ActsLike = {
  /** Those from one place to another. */
  readonly eachBetween: (event: number, first: number, end: number, visit: (act: number) => void) => void;
  /** Where among them the first stands that is not before a time. */
  readonly firstFrom: (event: number, ms: number) => number;
};

export function createActsLike({ columns: { events }, index: { actsOn } }: MarketView): ActsLike {
  const { type, to, at } = events;
  const firstFrom = (event: number, ms: number): number => {
    const code = type[event] ?? 0;
    const least = ms * 4;
    return actsOn.firstFrom(to[event] ?? 0, (act) => {
      const other = type[act] ?? 0;
      // What has no time is not before any.
      return other < code || (other === code && (at[act] ?? Number.NaN) < least);
    });
  };
  return {
    firstFrom,
    eachBetween: (event, first, end, visit) => {
      const see = (act: number): boolean => {
        visit(act);
        return false;
      };
      actsOn.some(to[event] ?? 0, see, first, end);
    },
  };
}

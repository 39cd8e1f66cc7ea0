/** How often targets were acted on in the whole marketplace, and from when to when. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { GraphColumns } from '../columns.ts';
import { createTeller, type HabitsOfClocks, TELLS } from '../signals/clock.ts';
import type { TargetLives } from '../signals/moments.ts';
import { isSynchronyType } from '../signals/synchrony.ts';
import type { Overview } from './overview.ts';

/** By type of event. */
export type LivesByType = Readonly<Record<string, TargetLives>>;

export type TargetsActedOn = {
  /** Of the clocks of events, by the last full run: what their times tell. */
  readonly habits: HabitsOfClocks;
  /** Of all targets, by their places. */
  readonly lives: LivesByType;
  /** Entity → its place, −1 for none. */
  readonly placeOf: Int32Array;
};

/** Whether an event is one of those that looking for moments counts. */
export function createCounts({ columns, ends: { actor } }: Overview, habits: HabitsOfClocks): (e: number) => boolean {
  const { type, at } = columns.events;
  const tellers = EVENT_TYPE_LIST.map((name, code) => (isSynchronyType(name) ? createTeller(habits[code]) : null));
  return (e) => (actor[e] ?? -1) >= 0 && tellers[type[e] ?? 0]?.(at[e] ?? Number.NaN) === TELLS.minute;
}

export function readTargetLives(overview: Overview, habits: HabitsOfClocks): TargetsActedOn {
  const { entities, events } = overview.columns;
  const counts = createCounts(overview, habits);
  const placeOf = new Int32Array(entities.length).fill(-1);
  let count = 0;
  for (let e = 0; e < events.length; e++) {
    const target = events.to[e] ?? 0;
    if (placeOf[target] === -1 && counts(e)) placeOf[target] = count++;
  }
  const lives = createLives(count);
  for (let e = 0; e < events.length; e++) if (counts(e)) lives.add(events, e, placeOf[events.to[e] ?? 0] ?? 0);
  return { lives: lives.byType, placeOf, habits };
}

/** Lives of so many places, by type; of those that are handed on, copies. */
export function createLives(count: number, from: LivesByType = {}) {
  const byType: Record<string, Lives> = {};
  for (const [type, lives] of Object.entries(from)) byType[type] = widened(lives, count);
  return {
    byType,
    clear: (place: number): void => {
      for (const { count, firstMs, lastMs } of Object.values(byType)) {
        count[place] = 0;
        firstMs[place] = Number.POSITIVE_INFINITY;
        lastMs[place] = Number.NEGATIVE_INFINITY;
      }
    },
    add: ({ type, at }: GraphColumns['events'], e: number, place: number): void => {
      const name = EVENT_TYPE_LIST[type[e] ?? 0] ?? '';
      byType[name] ??= newLives(count);
      addTo(byType[name], place, Math.floor((at[e] ?? 0) / 4));
    },
  };
}

type Lives = ReturnType<typeof newLives>;

function widened({ count, firstMs, lastMs }: TargetLives, length: number): Lives {
  const wide = newLives(length);
  wide.count.set(count);
  wide.firstMs.set(firstMs);
  wide.lastMs.set(lastMs);
  return wide;
}

function addTo({ count, firstMs, lastMs }: Lives, place: number, ms: number): void {
  count[place] = (count[place] ?? 0) + 1;
  if (ms < (firstMs[place] ?? 0)) firstMs[place] = ms;
  if (ms > (lastMs[place] ?? 0)) lastMs[place] = ms;
}

/** The same by other places: of each the old one, −1 for none. */
export function movedLives(lives: LivesByType, places: Int32Array): LivesByType {
  const moved = ({ count, firstMs, lastMs }: TargetLives): TargetLives => {
    const fresh = newLives(places.length);
    places.forEach((place, i) => {
      if (place < 0) return;
      fresh.count[i] = count[place] ?? 0;
      fresh.firstMs[i] = firstMs[place] ?? 0;
      fresh.lastMs[i] = lastMs[place] ?? 0;
    });
    return fresh;
  };
  return Object.fromEntries(Object.entries(lives).map(([type, life]) => [type, moved(life)]));
}

const newLives = (length: number) => ({
  count: new Int32Array(length),
  firstMs: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
  lastMs: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
});

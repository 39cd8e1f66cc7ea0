/** How often some targets were acted on in the whole marketplace, and from when to when. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { createTeller, type HabitsOfClocks, TELLS } from '../signals/clock.ts';
import type { TargetLives } from '../signals/moments.ts';
import { isSynchronyType } from '../signals/synchrony.ts';
import type { Overview } from './overview.ts';

/** By type of event. */
export type LivesByType = Readonly<Record<string, TargetLives>>;

export type TargetsActedOn = {
  /** Of all targets, by their places. */
  readonly lives: LivesByType;
  /** Entity → its place, −1 for none. */
  readonly placeOf: Int32Array;
};

/** Counts what looking for moments counts. */
export function readTargetLives({ columns, ends }: Overview, habits: HabitsOfClocks): TargetsActedOn {
  const { type, to, at, length } = columns.events;
  const { actor } = ends;
  const tellers = EVENT_TYPE_LIST.map((name, code) => (isSynchronyType(name) ? createTeller(habits[code]) : null));
  const counts = (e: number): boolean =>
    (actor[e] ?? -1) >= 0 && tellers[type[e] ?? 0]?.(at[e] ?? Number.NaN) === TELLS.minute;
  const placeOf = new Int32Array(columns.entities.length).fill(-1);
  let count = 0;
  for (let e = 0; e < length; e++) if (placeOf[to[e] ?? 0] === -1 && counts(e)) placeOf[to[e] ?? 0] = count++;
  const lives = new Map<number, ReturnType<typeof newLives>>();
  for (let e = 0; e < length; e++) {
    if (!counts(e)) continue;
    const code = type[e] ?? 0;
    const life = lives.get(code) ?? newLives(count);
    lives.set(code, life);
    addTo(life, placeOf[to[e] ?? 0] ?? 0, Math.floor((at[e] ?? 0) / 4));
  }
  const named = [...lives].map(([code, life]): [string, TargetLives] => [EVENT_TYPE_LIST[code] ?? '', life]);
  return { lives: Object.fromEntries(named), placeOf };
}

function addTo({ count, firstMs, lastMs }: TargetLives, place: number, ms: number): void {
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

/** How often some targets were acted on in the whole marketplace, and from when to when. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { createTeller, type HabitsOfClocks, TELLS } from '../signals/clock.ts';
import type { TargetLives } from '../signals/moments.ts';
import { isSynchronyType } from '../signals/synchrony.ts';
import type { Overview } from './overview.ts';

type Targets = { readonly count: number; readonly habits: HabitsOfClocks };
/** By type of event. */
export type LivesByType = Readonly<Record<string, TargetLives>>;

/** By place. `placeOf`: entity → its place, −1 for none. Counts what looking for moments counts. */
export function readTargetLives(
  { columns, ends }: Overview,
  placeOf: Int32Array,
  { count, habits }: Targets,
): LivesByType {
  const { type, to, at, length } = columns.events;
  const { actor } = ends;
  const tellers = EVENT_TYPE_LIST.map((_, code) => createTeller(habits[code]));
  const lives = EVENT_TYPE_LIST.map((name) => (isSynchronyType(name) ? newLives(count) : null));
  const isSeen = new Uint8Array(lives.length);
  for (let e = 0; e < length; e++) {
    const place = placeOf[to[e] ?? 0] ?? -1;
    const code = type[e] ?? 0;
    const life = place < 0 || (actor[e] ?? -1) < 0 ? null : lives[code];
    const time = at[e] ?? Number.NaN;
    if (!life || tellers[code]?.(time) !== TELLS.minute) continue;
    isSeen[code] = 1;
    addTo(life, place, Math.floor(time / 4));
  }
  return Object.fromEntries(
    EVENT_TYPE_LIST.flatMap((name, code) => {
      const life = lives[code];
      return life && isSeen[code] === 1 ? [[name, life]] : [];
    }),
  );
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

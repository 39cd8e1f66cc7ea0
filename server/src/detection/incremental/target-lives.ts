/** How often targets were acted on in the whole marketplace, and from when to when; of those that are asked for. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { createTeller, type HabitsOfClocks, TELLS } from '../signals/clock.ts';
import type { Life, TargetLives } from '../signals/moments.ts';
import { isSynchronyType } from '../signals/synchrony.ts';
import type { MarketView } from './market-view.ts';

/** By type of event. */
export type LivesByType = Readonly<Record<string, TargetLives>>;

/** By entity; counts what looking for moments counts. `habits`: of the clocks of events, by the last full run. */
export function createLives({ columns, ends, index }: MarketView, habits: HabitsOfClocks) {
  const { type, at } = columns.events;
  const { actor } = ends;
  const { offsets, items } = index.actsOn;
  const tellers = EVENT_TYPE_LIST.map((name, code) => (isSynchronyType(name) ? createTeller(habits[code]) : null));
  const counts = (e: number): boolean =>
    (actor[e] ?? -1) >= 0 && tellers[type[e] ?? 0]?.(at[e] ?? Number.NaN) === TELLS.minute;
  /** From one place among the acts on a target to another: all of one type, by time. */
  const readLife = (first: number, end: number): Life | null => {
    let [count, firstMs, lastMs] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = first; i < end; i++) {
      const e = items[i] ?? 0;
      if (!counts(e)) continue;
      lastMs = Math.floor((at[e] ?? 0) / 4);
      if (count++ === 0) firstMs = lastMs;
    }
    return count === 0 ? null : { count, firstMs, lastMs };
  };
  return (entity: number, visit: (code: number, life: Life) => void): void => {
    const end = offsets[entity + 1] ?? 0;
    for (let first = offsets[entity] ?? 0; first < end; ) {
      const code = type[items[first] ?? 0] ?? 0;
      let next = first + 1;
      while (next < end && type[items[next] ?? 0] === code) next++;
      const life = readLife(first, next);
      if (life) visit(code, life);
      first = next;
    }
  };
}

/** Of these targets, by where they stand here. */
export function livesOf(view: MarketView, habits: HabitsOfClocks, targets: Int32Array): LivesByType {
  const eachLife = createLives(view, habits);
  const lives: Record<string, Lives> = {};
  for (let i = 0; i < targets.length; i++) {
    eachLife(targets[i] ?? 0, (code, life) => {
      const name = EVENT_TYPE_LIST[code] ?? '';
      lives[name] ??= newLives(targets.length);
      put(lives[name], i, life);
    });
  }
  return lives;
}

type Lives = ReturnType<typeof newLives>;

function put({ count, firstMs, lastMs }: Lives, place: number, life: Life): void {
  count[place] = life.count;
  firstMs[place] = life.firstMs;
  lastMs[place] = life.lastMs;
}

const newLives = (length: number) => ({
  count: new Int32Array(length),
  firstMs: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
  lastMs: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
});

/** How often each target of an excerpt was acted on in the whole marketplace, and from when to when. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { createTeller, type HabitsOfClocks, TELLS } from '../signals/clock.ts';
import type { TargetLives } from '../signals/moments.ts';
import { isSynchronyType } from '../signals/synchrony.ts';
import type { Overview } from './overview.ts';

type Excerpt = { readonly kept: number; readonly habits: HabitsOfClocks };

/** Type of event → by place in the excerpt. `moved`: entity → its place. Counts what looking for moments counts. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
export function readTargetLives(
  { columns, ends }: Overview,
  moved: Int32Array,
  { kept, habits }: Excerpt,
): Record<string, TargetLives> {
  const { events } = columns;
  const lives: Record<string, TargetLives> = {};
  const tellers = EVENT_TYPE_LIST.map((_, code) => createTeller(habits[code]));
  const isLookedAt = EVENT_TYPE_LIST.map(isSynchronyType);
  for (let e = 0; e < events.length; e++) {
    const code = events.type[e] ?? 0;
    const target = moved[events.to[e] ?? 0] ?? -1;
    if (target < 0 || !isLookedAt[code] || (ends.actor[e] ?? -1) < 0) continue;
    const at = events.at[e] ?? Number.NaN;
    if (tellers[code]?.(at) !== TELLS.minute) continue;
    const type = EVENT_TYPE_LIST[code] ?? '';
    const life = lives[type] ?? newLives(kept);
    lives[type] = life;
    const ms = Math.floor(at / 4);
    life.count[target] = (life.count[target] ?? 0) + 1;
    life.firstMs[target] = Math.min(life.firstMs[target] ?? ms, ms);
    life.lastMs[target] = Math.max(life.lastMs[target] ?? ms, ms);
  }
  return lives;
}

const newLives = (length: number) => ({
  count: new Int32Array(length),
  firstMs: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
  lastMs: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
});

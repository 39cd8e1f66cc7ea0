/** Who acted on enough targets at the same moments as some accounts to be in step, they or others; chance not yet asked. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { DetectionParameters } from '../parameters.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import type { Overview } from './overview.ts';

type Market = { readonly overview: Overview; readonly parameters: DetectionParameters };

/** Buckets of time that a key tells apart: enough for any window in any century at hand. */
const BUCKETS = 2 ** 22;
const SEVERAL = -2;

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: hot loops over typed arrays; every index check counts
export function actedBeside({ overview, parameters }: Market, touched: Uint8Array): readonly number[] {
  const { columns, ends } = overview;
  const { events } = columns;
  const windows = EVENT_TYPE_LIST.map((type) => windowMsOf(type, parameters));
  const targets = new Uint8Array(columns.entities.length);
  const momentOf = (e: number): number => {
    const window = windows[events.type[e] ?? 0] ?? null;
    if (window === null || Number.isNaN(events.at[e] ?? Number.NaN)) return -1;
    const bucket = Math.floor((events.at[e] ?? 0) / 4 / window) % BUCKETS;
    return ((events.to[e] ?? 0) * EVENT_TYPE_LIST.length + (events.type[e] ?? 0)) * BUCKETS + bucket;
  };
  // Moment → who of the touched acted near it: one, or several.
  const moments = new Map<number, number>();
  const note = (moment: number, actor: number): void => {
    const known = moments.get(moment);
    if (known === undefined) moments.set(moment, actor);
    else if (known !== actor) moments.set(moment, SEVERAL);
  };
  for (let e = 0; e < events.length; e++) {
    const actor = ends.actor[e] ?? -1;
    const moment = touched[actor] === 1 ? momentOf(e) : -1;
    if (moment < 0) continue;
    targets[events.to[e] ?? 0] = 1;
    // Within a window of each other, two stand in one bucket or in neighbouring ones.
    for (const near of [moment - 1, moment, moment + 1]) note(near, actor);
  }
  const met = new Map<number, Set<number>>();
  const meet = (actor: number, target: number): void => {
    const known = met.get(actor);
    if (known) known.add(target);
    else met.set(actor, new Set([target]));
  };
  for (let e = 0; e < events.length; e++) {
    const target = events.to[e] ?? 0;
    const actor = ends.actor[e] ?? -1;
    if (targets[target] !== 1 || actor < 0) continue;
    const other = moments.get(momentOf(e));
    if (other === undefined || other === actor) continue;
    meet(actor, target);
    if (other !== SEVERAL) meet(other, target);
  }
  const least = parameters.minSynchronousTargets;
  return [...met].filter(([, targetsMet]) => targetsMet.size >= least).map(([actor]) => actor);
}

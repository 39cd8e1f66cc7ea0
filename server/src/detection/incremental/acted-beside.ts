/** Who acted on enough targets at the moments of some accounts to be in step with them, chance not yet asked. */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { DetectionParameters } from '../parameters.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import type { Overview } from './overview.ts';

type Market = { readonly overview: Overview; readonly parameters: DetectionParameters };

/** Buckets of time that a key tells apart: enough for any window in any century at hand. */
const BUCKETS = 2 ** 22;

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
  const moments = new Set<number>();
  for (let e = 0; e < events.length; e++) {
    const moment = touched[ends.actor[e] ?? -1] === 1 ? momentOf(e) : -1;
    if (moment < 0) continue;
    targets[events.to[e] ?? 0] = 1;
    // Within a window of each other, two stand in one bucket or in neighbouring ones.
    for (const near of [moment - 1, moment, moment + 1]) moments.add(near);
  }
  const coincidences = new Map<number, Set<number>>();
  for (let e = 0; e < events.length; e++) {
    const target = events.to[e] ?? 0;
    const actor = ends.actor[e] ?? -1;
    if (targets[target] !== 1 || actor < 0 || touched[actor] === 1 || !moments.has(momentOf(e))) continue;
    const known = coincidences.get(actor);
    if (known) known.add(target);
    else coincidences.set(actor, new Set([target]));
  }
  const least = parameters.minSynchronousTargets;
  return [...coincidences].filter(([, met]) => met.size >= least).map(([actor]) => actor);
}

/**
 * Cuts what a walk found to a limit. The starts stay first, in the order given; then the most suspicious, each with
 * the way that leads to it, so that nothing on the picture floats without its reason.
 */

import { compareSuspicion } from './suspicion-order.ts';
import type { Found } from './walk.ts';

export function keepMostSuspicious(found: ReadonlyMap<string, Found>, limit: number): readonly Found[] {
  const all = [...found.values()];
  const starts = all.filter((one) => one.hop === 0);
  if (starts.length >= limit) return starts.slice(0, limit);
  const others = all.filter((one) => one.hop > 0).sort(compareSuspicion);
  const kept = new Set<Found>(starts);
  for (const one of others) {
    if (kept.size >= limit) break;
    const way = missingWay(one, { found, kept });
    if (kept.size + way.length <= limit) for (const step of way) kept.add(step);
  }
  return [...kept];
}

type Context = { readonly found: ReadonlyMap<string, Found>; readonly kept: ReadonlySet<Found> };

/** The entity and those on its way that are not kept yet, nearest the start first. */
function missingWay(one: Found, { found, kept }: Context): readonly Found[] {
  const way: Found[] = [];
  let step: Found | undefined = one;
  while (step !== undefined && !kept.has(step)) {
    way.unshift(step);
    step = step.parent === null ? undefined : found.get(step.parent);
  }
  return way;
}

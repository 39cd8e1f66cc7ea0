import { earlier, later } from '../../domain/merge-record.ts';

/** How often a link was observed, and from when to when (null while no time is known). */
export type Sightings = { readonly count: number; readonly first: number | null; readonly last: number | null };

export const sum = (x: Sightings, y: Sightings): Sightings => ({
  count: x.count + y.count,
  first: earlier(x.first, y.first),
  last: later(x.last, y.last),
});

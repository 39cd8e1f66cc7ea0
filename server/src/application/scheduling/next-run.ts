/** When a schedule runs next: by its line, a little later at random so that servers do not all start on the minute. */
import type { Cron } from '../ports/cron.ts';

export type Line = { readonly cron: string; readonly timeZone: string };
export type Planning = { readonly cron: Cron; readonly chance: () => number };

export const MOST_JITTER_MS = 30_000;

/** UTC milliseconds; null when the line never comes true again. */
export function nextRun({ cron, chance }: Planning, line: Line, after: number): number | null {
  const due = cron.next(line.cron, line.timeZone, after);
  return due === null ? null : due + Math.floor(chance() * MOST_JITTER_MS);
}

/** How many times it was due between two moments, counted up to a limit. */
export function timesDue({ cron }: Planning, line: Line, { from, to }: { readonly from: number; readonly to: number }) {
  let count = 0;
  let at = from;
  while (count < MOST_COUNTED) {
    const due = cron.next(line.cron, line.timeZone, at);
    if (due === null || due > to) break;
    count += 1;
    at = due;
  }
  return count;
}
const MOST_COUNTED = 1_000;

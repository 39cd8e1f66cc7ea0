/**
 * Spans of time in which deeds are looked for that go together: each one window long, one begun every half window, so
 * that what lies no more than half a window apart shares one. They begin anew with each week (Thursday 0:00 UTC, as the
 * epoch did): the same deeds some weeks earlier fall into the same spans, however the window divides the week. The last
 * of a week reaches into the next.
 */
const WEEK_MS = 7 * 86_400_000;

/** Beginning of the first span after a time. To visit all that hold `ms`: from startAfter(ms − window) on, up to ms. */
export function startAfter(ms: number, windowMs: number): number {
  const week = Math.floor(ms / WEEK_MS) * WEEK_MS;
  const half = windowMs / 2;
  const next = (Math.floor((ms - week) / half) + 1) * half;
  return week + Math.min(next, WEEK_MS);
}

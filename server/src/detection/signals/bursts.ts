/** The densest stretch of dated accounts: the core of every statement about things happening within a short time. */
export type Dated = { readonly account: number; readonly at: number };

/** The most dated accounts inside one span (in TimePoint units), in time order. */
export function densestSpan(dated: readonly Dated[], span: number): readonly Dated[] {
  const sorted = [...dated].sort((a, b) => a.at - b.at || a.account - b.account);
  let best: readonly Dated[] = [];
  let start = 0;
  for (let end = 0; end < sorted.length; end++) {
    while ((sorted[end]?.at ?? 0) - (sorted[start]?.at ?? 0) > span) start++;
    if (end - start + 1 > best.length) best = sorted.slice(start, end + 1);
  }
  return best;
}

/** Spans that hold so many or more each, the fullest first; none holds what another one does. */
export function batches(dated: readonly Dated[], span: number, least: number): readonly (readonly Dated[])[] {
  const found: (readonly Dated[])[] = [];
  for (let left = dated; ; ) {
    const batch = densestSpan(left, span);
    if (batch.length < least) return found;
    found.push(batch);
    const taken = new Set(batch);
    left = left.filter((one) => !taken.has(one));
  }
}

export const widthMs = (burst: readonly Dated[]): number => ((burst.at(-1)?.at ?? 0) - (burst[0]?.at ?? 0)) / 4;

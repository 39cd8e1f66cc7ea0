/** Between a stretch of time and the equal steps of a timeline. Pure. */
export type TimeRange = { readonly from: string | null; readonly to: string | null };
type Span = { readonly from: string; readonly to: string };

/** Which of `size` steps a share of the width falls into. */
export const bucketAt = (share: number, size: number): number =>
  Math.max(0, Math.min(size - 1, Math.floor(share * size)));

const stepMs = (span: Span, size: number): number => (Date.parse(span.to) - Date.parse(span.from)) / size;

/** From the start of the earlier step to the end of the later one, whichever was touched first. */
export function rangeOfBuckets(
  span: Span,
  size: number,
  a: number,
  b: number,
): { readonly from: string; readonly to: string } {
  const start = Date.parse(span.from);
  const step = stepMs(span, size);
  const toTime = (bucket: number) => new Date(start + bucket * step).toISOString();
  return { from: toTime(Math.min(a, b)), to: toTime(Math.max(a, b) + 1) };
}

/** The steps a stretch covers; null when it is unlimited or outside. */
export function bucketsOfRange(span: Span, size: number, range: TimeRange): { start: number; end: number } | null {
  if (range.from === null && range.to === null) return null;
  const origin = Date.parse(span.from);
  const step = stepMs(span, size);
  const from = range.from === null ? 0 : (Date.parse(range.from) - origin) / step;
  const to = range.to === null ? size : (Date.parse(range.to) - origin) / step;
  if (to <= 0 || from >= size || Number.isNaN(from) || Number.isNaN(to)) return null;
  return { start: Math.max(0, Math.floor(from + 1e-6)), end: Math.min(size - 1, Math.ceil(to - 1e-6) - 1) };
}

/**
 * The rows as a run saw them, as a table of sums: each hash is added to the slot its first bits name. A row whose slot
 * has another sum now is new, other than it was, or, now and then, the neighbour of one: four bytes a row instead of
 * all rows. What is gone leaves no row to ask about.
 */

/** 2^n slots. */
export type SeenRows = Uint32Array;

const LEAST_BITS = 10;
/** Of ten million rows ten thousand change: of the others one in sixteen hundred is taken for one of them. */
const MOST_BITS = 24;

/** Empty, for so many hashes. */
export const slotsFor = (hashes: number): SeenRows => new Uint32Array(slotCount(hashes));

export function slotCount(hashes: number): number {
  const bits = Math.ceil(Math.log2(Math.max(1, hashes)));
  return 2 ** Math.min(MOST_BITS, Math.max(LEAST_BITS, bits));
}

/** `sign`: −1 takes them out again. */
export function addHashes(slots: SeenRows, hashes: Int32Array, sign = 1): void {
  const shift = shiftOf(slots);
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i] ?? 0;
    slots[hash >>> shift] = (slots[hash >>> shift] ?? 0) + sign * hash;
  }
}

const shiftOf = (slots: SeenRows): number => 32 - Math.log2(slots.length);

/** Whether a row of this hash has come since. */
export function rowsSince(before: SeenRows, now: SeenRows): (hash: number) => boolean {
  const length = Math.min(before.length, now.length);
  const then = folded(before, length);
  const since = folded(now, length);
  const shift = shiftOf(then);
  return (hash) => then[hash >>> shift] !== since[hash >>> shift];
}

/** The table as it would be with fewer slots. */
function folded(slots: SeenRows, length: number): SeenRows {
  if (slots.length === length) return slots;
  const fewer = new Uint32Array(length);
  const each = slots.length / length;
  for (let i = 0; i < slots.length; i++)
    fewer[Math.floor(i / each)] = (fewer[Math.floor(i / each)] ?? 0) + (slots[i] ?? 0);
  return fewer;
}

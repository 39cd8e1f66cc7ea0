/** Two sets of columns become one: where each row of the new one comes from, and dictionaries of both. */
import { compareText } from '../../domain/compare-text.ts';

/** For each row of the result: its row in the old columns, or −1 − its row in the delta. */
export type Origin = Int32Array;

type Numbers = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** `target` is as long as the origin. */
export function pickNumbers<T extends Numbers>(origin: Origin, old: T, delta: T, target: T): T {
  for (let i = 0; i < origin.length; i++) {
    const from = origin[i] ?? 0;
    target[i] = (from >= 0 ? old[from] : delta[-1 - from]) ?? 0;
  }
  return target;
}

export function pickBig(origin: Origin, old: BigInt64Array, delta: BigInt64Array): BigInt64Array {
  const target = new BigInt64Array(origin.length);
  for (let i = 0; i < origin.length; i++) {
    const from = origin[i] ?? 0;
    target[i] = (from >= 0 ? old[from] : delta[-1 - from]) ?? 0n;
  }
  return target;
}

/** Old positions, moved to where these now stand; −1 stays. Delta positions are new ones. */
export function pickPositions(origin: Origin, old: Int32Array, delta: Int32Array, moved: Int32Array): Int32Array {
  const target = new Int32Array(origin.length);
  for (let i = 0; i < origin.length; i++) {
    const from = origin[i] ?? 0;
    target[i] = from < 0 ? (delta[-1 - from] ?? -1) : (moved[old[from] ?? -1] ?? -1);
  }
  return target;
}

export type MergedTexts = { readonly texts: readonly string[]; readonly old: Int32Array; readonly delta: Int32Array };

/** Of two sorted dictionaries one, and for each number of either the new one. */
export function mergeTexts(old: readonly string[], delta: readonly string[]): MergedTexts {
  const texts = [...new Set([...old, ...delta])].sort(compareText);
  const number = new Map(texts.map((text, i) => [text, i]));
  const renumbered = (own: readonly string[]) => Int32Array.from(own, (text) => number.get(text) ?? -1);
  return { texts, old: renumbered(old), delta: renumbered(delta) };
}

type Coded = Int16Array | Int32Array;

export function pickCodes<T extends Coded>(origin: Origin, old: T, delta: T, merged: MergedTexts, target: T): T {
  for (let i = 0; i < origin.length; i++) {
    const from = origin[i] ?? 0;
    const number = from >= 0 ? merged.old[old[from] ?? -1] : merged.delta[delta[-1 - from] ?? -1];
    target[i] = number ?? -1;
  }
  return target;
}

/** Without the texts that no row has any more; the columns are renumbered in place. */
export function onlyUsed(texts: readonly string[], columns: readonly Coded[]): readonly string[] {
  const isUsed = new Uint8Array(texts.length);
  for (const column of columns) for (const number of column) if (number >= 0) isUsed[number] = 1;
  const kept = texts.filter((_, number) => isUsed[number] === 1);
  if (kept.length === texts.length) return texts;
  const renumbered = Int32Array.from(isUsed);
  let next = 0;
  for (let i = 0; i < renumbered.length; i++) renumbered[i] = isUsed[i] === 1 ? next++ : -1;
  for (const column of columns) for (let i = 0; i < column.length; i++) column[i] = renumbered[column[i] ?? -1] ?? -1;
  return kept;
}

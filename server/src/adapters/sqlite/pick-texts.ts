/** Two packed lists become one: see merge-columns.ts for what an origin is. */
import type { Texts } from '../../detection/columns.ts';
import { PickedTexts } from '../../detection/incremental/pick-rows.ts';
import type { Origin } from './merge-columns.ts';
import { asPacked, nullLength, PackedTexts, packTexts } from './packed-texts.ts';

/** Texts of their own: those picked from packed ones are copied as they stand there. */
export function packPicked<T extends string | null>(texts: Texts<T>): PackedTexts<T> {
  if (!(texts instanceof PickedTexts && texts.of instanceof PackedTexts)) return asPacked(texts);
  return pickTexts(texts.rows, texts.of, packTexts<T>([]));
}

/** The same fields as packing the texts anew would give. */
export function pickTexts<T extends string | null>(
  origin: Origin,
  old: PackedTexts<T>,
  delta: PackedTexts<T>,
): PackedTexts<T> {
  return old.isNarrow && delta.isNarrow ? pickBytes(origin, old, delta) : packTexts(pickDecoded(origin, old, delta));
}

function pickDecoded<T extends string | null>(origin: Origin, old: PackedTexts<T>, delta: PackedTexts<T>): T[] {
  const all = [...old];
  return Array.from(origin, (from) => (from >= 0 ? all[from] : delta.at(-1 - from)) as T);
}

/** Runs of old texts are copied as one: most of ten million stand where they stood. */
function pickBytes<T extends string | null>(
  origin: Origin,
  old: PackedTexts<T>,
  delta: PackedTexts<T>,
): PackedTexts<T> {
  const lengths = new Uint8Array(origin.length);
  const none = nullLength(lengths);
  let total = 0;
  for (let i = 0; i < origin.length; i++) {
    const from = origin[i] ?? 0;
    const length = (from >= 0 ? old.lengths[from] : delta.lengths[-1 - from]) ?? none;
    lengths[i] = length;
    if (length !== none) total += length;
  }
  const characters = new Uint8Array(total);
  let at = 0;
  const copy = (texts: PackedTexts<T>, first: number, end: number): void => {
    const piece = texts.characters.subarray(texts.startOf(first), texts.startOf(end));
    characters.set(piece, at);
    at += piece.length;
  };
  for (let i = 0; i < origin.length; ) {
    const from = origin[i] ?? 0;
    let end = i + 1;
    if (from < 0) copy(delta, -1 - from, -from);
    else {
      while (origin[end] === from + end - i) end++;
      copy(old, from, from + end - i);
    }
    i = end;
  }
  return new PackedTexts<T>('latin1', lengths, characters);
}

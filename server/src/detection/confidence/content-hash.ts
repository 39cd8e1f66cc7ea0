/**
 * Chance that hangs on what a thing is called, not on where it stands: the fate of a link in the r-th repetition is the
 * same in every run and whatever else the data hold, so what happens elsewhere does not move a figure.
 */

/** FNV-1a over UTF-16 units. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A number from 0 to below 1 for two hashes and a repetition. */
export const chanceOf = (a: number, b: number, repetition: number): number => drawFor(a, b, repetition) / 4_294_967_296;

/** The same as 32 bits (the finaliser of MurmurHash3). */
export function drawFor(a: number, b: number, repetition: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(repetition + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

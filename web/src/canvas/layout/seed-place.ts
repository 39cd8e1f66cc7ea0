/** Where a node starts: decided by its key alone, so that the same board always settles the same way. */
import type { Point } from '../../exploration/board-state.ts';

/** FNV-1a (Fowler, Noll, Vo), 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  // One more stir (MurmurHash3's last step): FNV's high bits barely move for keys that differ at their end.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

const SIXTEEN_BITS = 0x10000;

/** Two numbers from 0 up to 1. */
const chanceOf = (key: string): readonly [number, number] => {
  const value = hash(key);
  return [(value & 0xffff) / SIXTEEN_BITS, (value >>> 16) / SIXTEEN_BITS];
};

/** Even over a disc around the centre. */
export const seedPlace = (key: string, centre: Point, radius: number): Point => {
  const [turn, reach] = chanceOf(key);
  const angle = turn * 2 * Math.PI;
  const distance = Math.sqrt(reach) * radius;
  return { x: centre.x + Math.cos(angle) * distance, y: centre.y + Math.sin(angle) * distance };
};

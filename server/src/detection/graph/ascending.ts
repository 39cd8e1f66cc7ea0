import { bucketBy, inOrder } from './csr.ts';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Positions of the keys by their value, equal ones in their order: a radix sort, linear. */
export function ascending(keys: Uint32Array): Int32Array {
  let order: Int32Array = inOrder(keys.length);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const before = order;
    const digits = before.map((position) => ((keys[position] ?? 0) >>> shift) & (DIGITS - 1));
    order = bucketBy(digits, DIGITS).items.map((place) => before[place] ?? 0);
  }
  return order;
}

import { bucketBy, inOrder, valuesAt } from './csr.ts';
import { filled } from './filled.ts';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Positions of the keys by their value, equal ones in their order: a radix sort, linear. */
export function ascending(keys: Uint32Array): Int32Array {
  let order: Int32Array = inOrder(keys.length);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const before = order;
    const digits = filled(
      new Int32Array(keys.length),
      (place) => ((keys[before[place] ?? 0] ?? 0) >>> shift) & (DIGITS - 1),
    );
    order = valuesAt(before, bucketBy(digits, DIGITS).items);
  }
  return order;
}

const FEW = 32;

/** What a group names, few and mostly in order already, sorted in place; to call `sort` takes several times as long. */
export function sortFew(numbers: number[]): number[] {
  if (numbers.length > FEW) return numbers.sort((a, b) => a - b);
  for (let i = 1; i < numbers.length; i++) {
    const own = numbers[i] ?? 0;
    let at = i;
    for (; at > 0 && (numbers[at - 1] ?? 0) > own; at--) numbers[at] = numbers[at - 1] ?? 0;
    numbers[at] = own;
  }
  return numbers;
}

/** Items sorted in place, unless they are in order already: to look is linear. */
export function sortItems(items: Int32Array, order: (a: number, b: number) => number): Int32Array {
  for (let i = 1; i < items.length; i++) if (order(items[i - 1] ?? 0, items[i] ?? 0) > 0) return items.sort(order);
  return items;
}

/** Times sorted in place, unless they are in order already, as those of one clock often are: to look is linear. */
export function sortTimes(times: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  for (let i = 1; i < times.length; i++) if (!((times[i - 1] ?? 0) <= (times[i] ?? 0))) return times.sort();
  return times;
}

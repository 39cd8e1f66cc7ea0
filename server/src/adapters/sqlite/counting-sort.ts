/** Sorting positions of long columns. Plain loops: iterating typed arrays any other way takes several times as long. */

export function inOrder(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
}

/** Stable: positions in `order` rearranged by their key, which is below `keys`. Linear, unlike a comparison sort. */
export function countingSort(order: Uint32Array, key: Uint8Array | Int32Array, keys: number): Uint32Array {
  const start = new Uint32Array(keys + 1);
  for (let n = 0; n < order.length; n++) {
    const k = (key[order[n] ?? 0] ?? 0) + 1;
    start[k] = (start[k] ?? 0) + 1;
  }
  for (let k = 1; k <= keys; k++) start[k] = (start[k] ?? 0) + (start[k - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (let n = 0; n < order.length; n++) {
    const i = order[n] ?? 0;
    const k = key[i] ?? 0;
    const slot = start[k] ?? 0;
    sorted[slot] = i;
    start[k] = slot + 1;
  }
  return sorted;
}

/** `column` at these positions, written into `into`. */
export function picked<T extends Uint8Array | Int32Array | Float64Array>(column: T, order: Uint32Array, into: T): T {
  for (let n = 0; n < order.length; n++) into[n] = column[order[n] ?? 0] ?? 0;
  return into;
}

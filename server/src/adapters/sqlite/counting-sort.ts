/** Stable: positions in `order` rearranged by their key, which is below `keys`. Linear, unlike a comparison sort. */
export function countingSort(order: Uint32Array, key: ArrayLike<number>, keys: number): Uint32Array {
  const start = new Uint32Array(keys + 1);
  for (const i of order) start[(key[i] ?? 0) + 1] = (start[(key[i] ?? 0) + 1] ?? 0) + 1;
  for (let k = 1; k <= keys; k++) start[k] = (start[k] ?? 0) + (start[k - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const i of order) {
    const slot = start[key[i] ?? 0] ?? 0;
    sorted[slot] = i;
    start[key[i] ?? 0] = slot + 1;
  }
  return sorted;
}

type Column = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Each element from its position. A plain loop: `from` and a callback, which go by the iterator, take ten times as long. */
export function filled<T extends Column>(column: T, valueAt: (position: number) => number): T {
  for (let i = 0; i < column.length; i++) column[i] = valueAt(i);
  return column;
}

/** The value that would stand at `n` were the values in ascending order (Hoare 1961), linear; the values change places. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over a typed array; every index check counts
export function nthSmallest(values: Float64Array, n: number): number | undefined {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[n] ?? 0;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++;
      while ((values[j] ?? 0) > pivot) j--;
      if (i > j) break;
      const value = values[i] ?? 0;
      values[i++] = values[j] ?? 0;
      values[j--] = value;
    }
    if (j < n) low = i;
    if (i > n) high = j;
  }
  return values[n];
}

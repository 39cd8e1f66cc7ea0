/** Numbers by position, the least at hand: a tree of minima over a typed array, for peeling (FRAUDAR's MinTree). */
export class LeastFirst {
  readonly #size: number;
  readonly #least: Float64Array;

  /** Infinity stands for a position that is not there. */
  constructor(values: Float64Array) {
    this.#size = 1 << Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#least = new Float64Array(2 * this.#size).fill(Number.POSITIVE_INFINITY);
    this.#least.set(values, this.#size);
    for (let i = this.#size - 1; i > 0; i--) this.#pull(i);
  }

  finite(): number {
    let count = 0;
    for (let i = this.#size; i < this.#least.length; i++) if (Number.isFinite(this.#least[i])) count++;
    return count;
  }

  /** Takes the least away; the first of equals. */
  take(): { readonly key: number; readonly value: number } {
    let i = 1;
    while (i < this.#size) i = (this.#least[2 * i] ?? 0) <= (this.#least[2 * i + 1] ?? 0) ? 2 * i : 2 * i + 1;
    const value = this.#least[i] ?? Number.POSITIVE_INFINITY;
    this.#put(i, Number.POSITIVE_INFINITY);
    return { key: i - this.#size, value };
  }

  lower(key: number, by: number): void {
    const value = this.#least[this.#size + key] ?? Number.POSITIVE_INFINITY;
    // Rounding must not push a node below nothing.
    if (Number.isFinite(value)) this.#put(this.#size + key, Math.max(0, value - by));
  }

  #put(leaf: number, value: number): void {
    this.#least[leaf] = value;
    for (let i = leaf >> 1; i > 0; i >>= 1) this.#pull(i);
  }

  #pull(i: number): void {
    this.#least[i] = Math.min(this.#least[2 * i] ?? 0, this.#least[2 * i + 1] ?? 0);
  }
}

/** A dictionary of texts that is numbered as they come and renumbered in text order at the end. */
import { compareText } from '../../domain/compare-text.ts';

export class SortedTexts {
  readonly #numbers = new Map<string, number>();

  /** A provisional number; −1 for none. */
  add(text: unknown): number {
    if (typeof text !== 'string') return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  sorted(): readonly string[] {
    return [...this.#numbers.keys()].sort(compareText);
  }

  /** Replaces provisional numbers by positions in `sorted()`, in place. */
  ranked<T extends Int16Array | Int32Array>(column: T): T {
    const rank = new Int32Array(this.#numbers.size);
    this.sorted().forEach((text, position) => {
      rank[this.#numbers.get(text) ?? 0] = position;
    });
    for (let i = 0; i < column.length; i++) {
      const number = column[i] ?? -1;
      if (number >= 0) column[i] = rank[number] ?? -1;
    }
    return column;
  }
}

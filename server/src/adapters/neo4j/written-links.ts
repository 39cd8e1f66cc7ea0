/**
 * The links an import has written into a store that had none when it began: what is not among them is not there, and
 * need not be looked for. Looking is a third of the time of a first import.
 */
const SHIFT = 2 ** 26;
/** About 40 bytes each. */
const MOST = 6_000_000;

export class WrittenLinks {
  readonly #byType = new Map<string, Set<number>>();
  #size = 0;
  /** It stopped counting: nothing is known any more. */
  isLost = false;

  mayHold(type: string, from: number, to: number): boolean {
    return this.isLost || (this.#byType.get(type)?.has(from * SHIFT + to) ?? false);
  }

  add(type: string, from: number, to: number): void {
    if (this.isLost) return;
    if (from >= SHIFT || to >= SHIFT || this.#size >= MOST) {
      this.isLost = true;
      this.#byType.clear();
      return;
    }
    const links = this.#byType.get(type) ?? new Set();
    if (links.size === 0) this.#byType.set(type, links);
    const before = links.size;
    links.add(from * SHIFT + to);
    this.#size += links.size - before;
  }
}

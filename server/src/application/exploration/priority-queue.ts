/** A binary heap: the smallest by `compare` leaves first. */
export class PriorityQueue<T> {
  readonly #items: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  push(item: T): void {
    const items = this.#items;
    let child = items.push(item) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfSmaller(child, parent)) break;
      child = parent;
    }
  }

  pop(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    items[0] = last;
    this.#sink(0);
    return first;
  }

  #sink(start: number): void {
    let parent = start;
    for (;;) {
      const left = 2 * parent + 1;
      const smaller = this.#isSmaller(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfSmaller(smaller, parent)) return;
      parent = smaller;
    }
  }

  #isSmaller(a: number, b: number): boolean {
    const [x, y] = [this.#items[a], this.#items[b]];
    return x !== undefined && y !== undefined && this.#compare(x, y) < 0;
  }

  #swapIfSmaller(child: number, parent: number): boolean {
    if (!this.#isSmaller(child, parent)) return false;
    const [x, y] = [this.#items[child] as T, this.#items[parent] as T];
    this.#items[child] = y;
    this.#items[parent] = x;
    return true;
  }
}

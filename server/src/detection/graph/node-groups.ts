/** Groups of nodes, one after another in one list: an array each would take several times the memory. */
export class NodeGroups implements Iterable<Int32Array> {
  #items = new Int32Array(1024);
  #ends = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(nodes: ArrayLike<number>): void {
    const start = this.#start(this.#length);
    const end = start + nodes.length;
    if (end > this.#items.length) this.#items = widened(this.#items, end * 2);
    if (this.#length === this.#ends.length) this.#ends = widened(this.#ends, this.#length * 2);
    this.#items.set(nodes, start);
    this.#ends[this.#length++] = end;
  }

  sizeOf(group: number): number {
    return (this.#ends[group] ?? 0) - this.#start(group);
  }

  /** The same nodes in the same order. */
  equals(group: number, nodes: ArrayLike<number>): boolean {
    const start = this.#start(group);
    if (this.sizeOf(group) !== nodes.length) return false;
    for (let i = 0; i < nodes.length; i++) if (this.#items[start + i] !== nodes[i]) return false;
    return true;
  }

  /** In the order in which they were added. */
  *[Symbol.iterator](): Generator<Int32Array> {
    for (let i = 0; i < this.#length; i++) yield this.#items.subarray(this.#start(i), this.#ends[i]);
  }

  #start(group: number): number {
    return group === 0 ? 0 : (this.#ends[group - 1] ?? 0);
  }
}

export function widened(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(length);
  wide.set(column);
  return wide;
}

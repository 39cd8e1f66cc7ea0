/** Disjoint sets with path halving; the smallest node of a set is its root, so results do not depend on order. */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(node: number): number {
    const parent = this.#parent;
    let at = node;
    let up = parent[at] ?? at;
    while (up !== at) {
      const above = parent[up] ?? up;
      parent[at] = above;
      at = above;
      up = parent[at] ?? at;
    }
    return at;
  }

  union(a: number, b: number): void {
    const x = this.find(a);
    const y = this.find(b);
    if (x < y) this.#parent[y] = x;
    else this.#parent[x] = y;
  }
}

/** Small random graphs for tests, and measures worked out the slow way. */
import fc from 'fast-check';
import { type EdgeList, toWeightedGraph, type WeightedGraph } from '../../../server/src/detection/graph/csr.ts';

export type Edge = readonly [number, number, number];

export const toEdgeList = (edges: readonly Edge[]): EdgeList => ({
  length: edges.length,
  from: Int32Array.from(edges, ([a]) => a),
  to: Int32Array.from(edges, ([, b]) => b),
  weight: Float32Array.from(edges, ([, , w]) => w),
});

export const graphOf = (nodeCount: number, edges: readonly Edge[]): WeightedGraph =>
  toWeightedGraph(nodeCount, toEdgeList(edges));

/** Simple graphs of 1 to `most` nodes with weights in quarters, exact in 32 bits. */
export const anyGraph = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((nodeCount) =>
    fc
      .uniqueArray(
        fc.tuple(
          fc.integer({ min: 0, max: nodeCount - 1 }),
          fc.integer({ min: 0, max: nodeCount - 1 }),
          fc.integer({ min: 1, max: 8 }).map((quarters) => quarters / 4),
        ),
        {
          selector: ([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`,
          maxLength: nodeCount * 3,
        },
      )
      .map((edges) => ({ nodeCount, edges: edges.filter(([a, b]) => a !== b) as Edge[] })),
  );

/** Σ_c [ w_in(c) − γ n_c (n_c − 1) / 2 ], from the definition. */
export function cpmObjective(edges: readonly Edge[], group: ArrayLike<number>, resolution: number): number {
  let inside = 0;
  for (const [a, b, weight] of edges) if (group[a] === group[b]) inside += weight;
  const sizes = new Map<number, number>();
  for (let v = 0; v < group.length; v++) sizes.set(group[v] ?? -1, (sizes.get(group[v] ?? -1) ?? 0) + 1);
  let expected = 0;
  for (const size of sizes.values()) expected += (resolution * size * (size - 1)) / 2;
  return inside - expected;
}

/** Every way to part n nodes into groups, as restricted growth strings. */
export function* partitions(n: number): Generator<number[]> {
  const group = new Array<number>(n).fill(0);
  function* place(at: number, used: number): Generator<number[]> {
    if (at === n) {
      yield [...group];
      return;
    }
    for (let g = 0; g <= used; g++) {
      group[at] = g;
      yield* place(at + 1, Math.max(used, g + 1));
    }
  }
  yield* place(0, 0);
}

/** Components by repeated relabelling: slow and plainly right. */
export function naiveComponents(nodeCount: number, edges: readonly Edge[]): number[] {
  const label = Array.from({ length: nodeCount }, (_, i) => i);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of edges) {
      const least = Math.min(label[a] ?? 0, label[b] ?? 0);
      if (label[a] !== least || label[b] !== least) changed = true;
      label[a] = least;
      label[b] = least;
    }
  }
  return label;
}

export const samePartition = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  const forth = new Map<number, number>();
  const back = new Map<number, number>();
  for (let v = 0; v < a.length; v++) {
    const x = a[v] ?? -1;
    const y = b[v] ?? -1;
    if ((forth.get(x) ?? y) !== y || (back.get(y) ?? x) !== x) return false;
    forth.set(x, y);
    back.set(y, x);
  }
  return true;
};

/** A seeded generator (mulberry32): tests draw the same numbers every time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Groups of 5–20 members with many links inside and some across. */
export function plantedGroups(
  groups: number,
  random: () => number,
): { nodeCount: number; edges: Edge[]; truth: number[] } {
  const truth: number[] = [];
  const edges = new Map<string, Edge>();
  const add = (a: number, b: number): void => {
    if (a !== b) edges.set(`${Math.min(a, b)}-${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b), 1]);
  };
  for (let g = 0; g < groups; g++) {
    const first = truth.length;
    const size = 5 + Math.floor(random() * 16);
    for (let i = 0; i < size; i++) truth.push(g);
    for (let i = 0; i < size * 3; i++) add(first + Math.floor(random() * size), first + Math.floor(random() * size));
    for (let i = 1; i < size; i++) add(first + i - 1, first + i);
  }
  for (let i = 0; i < truth.length * 0.6; i++) {
    add(Math.floor(random() * truth.length), Math.floor(random() * truth.length));
  }
  return { nodeCount: truth.length, edges: [...edges.values()], truth };
}

/** Adjusted Rand index. */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const table = new Map<string, number>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  for (let v = 0; v < a.length; v++) {
    const x = a[v] ?? -1;
    const y = b[v] ?? -1;
    table.set(`${x} ${y}`, (table.get(`${x} ${y}`) ?? 0) + 1);
    rows.set(x, (rows.get(x) ?? 0) + 1);
    columns.set(y, (columns.get(y) ?? 0) + 1);
  }
  const sum = (counts: Iterable<number>): number => [...counts].reduce((total, n) => total + pairs(n), 0);
  const expected = (sum(rows.values()) * sum(columns.values())) / pairs(a.length);
  const most = (sum(rows.values()) + sum(columns.values())) / 2;
  return (sum(table.values()) - expected) / (most - expected);
}

/** How good a partition is, measured alike for every tool: CPM objective, and planted groups found again. */
import type { PlantedGraph } from './planted-graphs.ts';

export type Quality = {
  /** Σ_c [w_in − γ n (n − 1) / 2] ÷ total weight. */
  readonly objective: number;
  readonly recall: number;
  readonly precision: number;
  readonly groups: number;
};

const HIT_JACCARD = 0.5;
const LEAST_MEMBERS = 3;

export function qualityOf(graph: PlantedGraph, group: Int32Array, resolution: number): Quality {
  const { sizes, compact } = sizesOf(group);
  const { edges } = graph;
  let inside = 0;
  let total = 0;
  for (let e = 0; e < edges.length; e++) {
    const weight = edges.weight[e] ?? 0;
    total += weight;
    if (compact[edges.from[e] ?? 0] === compact[edges.to[e] ?? 0]) inside += weight;
  }
  let expected = 0;
  for (const size of sizes) expected += (resolution * size * (size - 1)) / 2;
  return { objective: (inside - expected) / total, groups: sizes.length, ...ringsFound(graph.truth, compact, sizes) };
}

function sizesOf(group: Int32Array): { sizes: number[]; compact: Int32Array } {
  const name = new Map<number, number>();
  const sizes: number[] = [];
  const compact = group.map((g) => {
    const known = name.get(g) ?? sizes.push(0) - 1;
    name.set(g, known);
    sizes[known] = (sizes[known] ?? 0) + 1;
    return known;
  });
  return { sizes, compact };
}

/** Precision counts groups of three and more with at least half their members inside the planted area. */
function ringsFound(truth: Int32Array, group: Int32Array, sizes: readonly number[]) {
  const planted: number[] = [];
  const common = new Map<number, number>();
  const area = new Int32Array(sizes.length);
  truth.forEach((ring, v) => {
    if (ring < 0) return;
    const g = group[v] ?? 0;
    planted[ring] = (planted[ring] ?? 0) + 1;
    area[g] = (area[g] ?? 0) + 1;
    const key = ring * sizes.length + g;
    common.set(key, (common.get(key) ?? 0) + 1);
  });
  const found = new Set<number>();
  const hits = new Set<number>();
  for (const [key, both] of common) {
    const ring = Math.floor(key / sizes.length);
    const g = key % sizes.length;
    if (both / ((planted[ring] ?? 0) + (sizes[g] ?? 0) - both) < HIT_JACCARD) continue;
    found.add(ring);
    hits.add(g);
  }
  const told = sizes.filter((size, g) => size >= LEAST_MEMBERS && (area[g] ?? 0) * 2 >= size).length;
  return { recall: found.size / planted.length, precision: hits.size / Math.max(1, told) };
}

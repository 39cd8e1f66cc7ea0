/**
 * The 3-truss of some nodes: only ties that close a triangle, so that each is borne out by a third one (Cohen 2008). A
 * tie in no triangle supports no other, so one look at each is enough. Chains of chance ties fall apart.
 */
import type { WeightedGraph } from './csr.ts';
import { UnionFind } from './union-find.ts';

/** How many of the nodes (each once) the largest connected part of their 3-truss holds; 0 where nothing closes. */
export function largestTrussPart({ offsets, neighbours }: WeightedGraph, nodes: Int32Array): number {
  const placeOf = new Map<number, number>();
  nodes.forEach((node, place) => {
    placeOf.set(node, place);
  });
  const near = Array.from(nodes, (node) => {
    const own = new Set<number>();
    for (const other of neighbours.subarray(offsets[node] ?? 0, offsets[node + 1] ?? 0)) {
      const place = placeOf.get(other);
      if (place !== undefined) own.add(place);
    }
    return own;
  });
  const parts = new UnionFind(nodes.length);
  const closes = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].some((place) => b.has(place));
  near.forEach((own, a) => {
    for (const b of own) if (a < b && closes(own, near[b] ?? new Set())) parts.union(a, b);
  });
  const sizes = new Map<number, number>();
  for (let place = 0; place < nodes.length; place++) {
    const part = parts.find(place);
    sizes.set(part, (sizes.get(part) ?? 0) + 1);
  }
  const largest = Math.max(0, ...sizes.values());
  return largest < 3 ? 0 : largest;
}

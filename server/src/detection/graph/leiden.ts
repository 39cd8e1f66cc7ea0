/**
 * Leiden (Traag, Waltman & van Eck, Sci Rep 2019) with the constant Potts model: it maximises
 * Σ_c [ w_in(c) − γ · n_c (n_c − 1) / 2 ], so that γ reads as the least internal weight per pair and does not change
 * with the size of the graph (modularity at resolution 1 cannot see a group of 50 in a million edges).
 * Departs from the paper: nodes are visited in order, not at random, and refinement takes the best merge instead of
 * drawing one, so equal input gives equal output; a last pass cuts any group that is not connected.
 */
import { aggregate } from './aggregate.ts';
import { type Partition, splitDisconnected } from './components.ts';
import type { WeightedGraph } from './csr.ts';
import { createMover } from './local-move.ts';
import { refine } from './refine.ts';

export type LeidenOptions = { readonly resolution: number; readonly iterations: number };

export function leiden(graph: WeightedGraph, options: LeidenOptions): Partition {
  let community = Int32Array.from({ length: graph.nodeCount }, (_, i) => i);
  for (let i = 0; i < options.iterations; i++) {
    const next = onePass(graph, community, options.resolution);
    if (!next.changed) break;
    community = next.community;
  }
  return splitDisconnected(graph, community);
}

type Pass = { readonly community: Int32Array<ArrayBuffer>; readonly changed: boolean };

function onePass(graph: WeightedGraph, start: Int32Array<ArrayBuffer>, resolution: number): Pass {
  let level = graph;
  let sizes: Float64Array = new Float64Array(graph.nodeCount).fill(1);
  let community: Int32Array = start.slice();
  const nodeOf = Int32Array.from({ length: graph.nodeCount }, (_, i) => i);
  let changed = false;
  for (;;) {
    const moved = createMover(level, sizes, community, resolution).run();
    changed ||= moved > 0;
    const refined = refine(level, sizes, community, resolution);
    if (refined.count === level.nodeCount) break;
    const coarse = aggregate(level, sizes, refined, community);
    for (let v = 0; v < nodeOf.length; v++) nodeOf[v] = refined.group[nodeOf[v] ?? 0] ?? 0;
    level = coarse.graph;
    sizes = coarse.sizes;
    community = coarse.community;
  }
  return { community: nodeOf.map((v) => community[v] ?? 0), changed };
}

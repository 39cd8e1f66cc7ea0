/**
 * Leiden (Traag, Waltman & van Eck, Sci Rep 2019) with the constant Potts model: it maximises
 * Σ_c [ w_in(c) − γ · n_c (n_c − 1) / 2 ], so that γ reads as the least internal weight per pair and does not change
 * with the size of the graph (modularity at resolution 1 cannot see a group of 50 in a million edges).
 * Departs from the paper: nodes are visited in order, not at random, and refinement takes the best merge instead of
 * drawing one, so equal input gives equal output; a last pass cuts any group that is not connected.
 */
import { aggregate, coarseCommunity } from './aggregate.ts';
import { type Partition, splitDisconnected } from './components.ts';
import { inOrder, type WeightedGraph } from './csr.ts';
import { createBuffers, type LeidenBuffers } from './leiden-buffers.ts';
import { type Level, moveNodes } from './local-move.ts';
import { refine, renumber } from './refine.ts';

export type LeidenOptions = { readonly resolution: number; readonly iterations: number };

/** The partitions of one graph, one for each of these options: as one after the other, whoever works them out. */
export type PartitionAll = (graph: WeightedGraph, options: readonly LeidenOptions[]) => readonly Partition[];

export const partitionInTurn: PartitionAll = (graph, options) => options.map((each) => leiden(graph, each));

export function leiden(graph: WeightedGraph, options: LeidenOptions): Partition {
  const buffers = createBuffers(graph);
  const group = inOrder(graph.nodeCount);
  for (let i = 0; i < options.iterations; i++) if (!improve(graph, group, options.resolution, buffers)) break;
  return { count: renumber(group, buffers.name), group };
}

/** One pass through all levels, up and down; changes `group` in place, tells whether anything moved. */
function improve(graph: WeightedGraph, group: Int32Array, resolution: number, buffers: LeidenBuffers): boolean {
  let level: Level = { graph, sizes: new Float64Array(graph.nodeCount).fill(1) };
  let community: Int32Array = group;
  let moves = 0;
  const path: Int32Array[] = [];
  for (;;) {
    moves += moveNodes(level, community, resolution, buffers);
    const refined = refine(level, community, resolution, buffers);
    if (refined.count === level.graph.nodeCount) break;
    const coarse = coarseCommunity(refined, community, buffers);
    level = aggregate(level, refined, buffers);
    community = coarse;
    path.push(refined.group);
  }
  // Nodes of this level are connected, so what is connected here is connected below.
  community = splitDisconnected(level.graph, community).group;
  for (const finer of path.reverse()) community = throughLevel(finer, community);
  group.set(community);
  return moves > 0;
}

/** Changes `finer`. */
function throughLevel(finer: Int32Array, community: Int32Array): Int32Array {
  for (let v = 0; v < finer.length; v++) finer[v] = community[finer[v] ?? 0] ?? 0;
  return finer;
}

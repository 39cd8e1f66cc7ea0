/**
 * Louvain's modularity (graphology) on accounts tied by identifiers: at its default resolution, and at the one that
 * asks for the density our own middle resolution asks for, γ · 2m / ⟨k⟩² (Fortunato & Barthélemy, PNAS 2007, say why
 * the default cannot see small groups in a large graph).
 */
import type { WeightedGraph } from '../../../detection/graph/csr.ts';
import { createDraw } from '../../../domain/seeded-random.ts';
import { type Baseline, groupsOf } from './baseline.ts';

const SEED = 1;

export const louvainAtDefault: Baseline = {
  name: 'Louvain, resolution 1',
  find: async ({ ties }) => groupsOf(await louvain(ties, 1)),
};
export const louvainScaled: Baseline = {
  name: 'Louvain, scaled',
  find: async ({ ties, parameters }) => groupsOf(await louvain(ties, scaled(ties, parameters.resolutionMiddle))),
};

function scaled({ offsets, weights, nodeCount }: WeightedGraph, density: number): number {
  let tied = 0;
  for (let v = 0; v < nodeCount; v++) if ((offsets[v + 1] ?? 0) > (offsets[v] ?? 0)) tied++;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 1 : (density * total) / (total / tied) ** 2;
}

/** Account → group; −1 for who shares nothing. Nodes and edges are added in order and chance is seeded. */
async function louvain(ties: WeightedGraph, resolution: number): Promise<Int32Array> {
  const { offsets, nodeCount } = ties;
  // Loaded here: only this comparison needs them.
  const { UndirectedGraph } = await import('graphology');
  const { default: findCommunities } = await import('graphology-communities-louvain');
  const graph = new UndirectedGraph();
  const group = new Int32Array(nodeCount).fill(-1);
  for (let v = 0; v < nodeCount; v++) if ((offsets[v + 1] ?? 0) > (offsets[v] ?? 0)) graph.addNode(v);
  for (const [from, to, weight] of edgesOf(ties)) graph.addEdge(from, to, { weight });
  if (graph.size === 0) return group;
  const found = findCommunities(graph, { resolution, rng: createDraw(SEED) });
  for (const [node, name] of Object.entries(found)) group[Number(node)] = name;
  return group;
}

/** Each edge once. */
function* edgesOf({ offsets, neighbours, weights, nodeCount }: WeightedGraph) {
  for (let v = 0; v < nodeCount; v++) {
    for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
      const w = neighbours[e] ?? 0;
      if (v < w) yield [v, w, weights[e] ?? 0] as const;
    }
  }
}

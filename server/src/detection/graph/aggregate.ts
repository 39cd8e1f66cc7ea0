/** One Leiden level up: each refined group becomes a node, and keeps the community its nodes were moved to. */
import type { Partition } from './components.ts';
import { bucketBy, type WeightedGraph } from './csr.ts';

export type Level = {
  readonly graph: WeightedGraph;
  readonly sizes: Float64Array;
  readonly community: Int32Array;
};

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
export function aggregate(graph: WeightedGraph, sizes: Float64Array, refined: Partition, community: Int32Array): Level {
  const { offsets, neighbours, weights } = graph;
  const members = bucketBy(refined.group, refined.count);
  const coarseSizes = new Float64Array(refined.count);
  const coarseOffsets = new Int32Array(refined.count + 1);
  const coarseNeighbours = new Int32Array(neighbours.length);
  const coarseWeights = new Float32Array(neighbours.length);
  const slot = new Int32Array(refined.count).fill(-1);
  let at = 0;
  for (let g = 0; g < refined.count; g++) {
    const first = at;
    let size = 0;
    for (let i = members.offsets[g] ?? 0; i < (members.offsets[g + 1] ?? 0); i++) {
      const v = members.items[i] ?? 0;
      size += sizes[v] ?? 0;
      for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
        const h = refined.group[neighbours[e] ?? 0] ?? 0;
        if (h === g) continue;
        let place = slot[h] ?? -1;
        if (place < first) {
          place = at++;
          slot[h] = place;
          coarseNeighbours[place] = h;
          coarseWeights[place] = 0;
        }
        coarseWeights[place] = (coarseWeights[place] ?? 0) + (weights[e] ?? 0);
      }
    }
    coarseSizes[g] = size;
    coarseOffsets[g + 1] = at;
  }
  return {
    graph: {
      nodeCount: refined.count,
      offsets: coarseOffsets,
      neighbours: coarseNeighbours.slice(0, at),
      weights: coarseWeights.slice(0, at),
    },
    sizes: coarseSizes,
    community: coarseCommunity(refined, community),
  };
}

/** Communities of the finer level, renumbered so that they fit the smaller number of nodes. */
function coarseCommunity(refined: Partition, community: Int32Array): Int32Array {
  const name = new Int32Array(community.length).fill(-1);
  const coarse = new Int32Array(refined.count).fill(-1);
  let count = 0;
  for (let v = 0; v < community.length; v++) {
    const c = community[v] ?? 0;
    if (name[c] === -1) name[c] = count++;
    coarse[refined.group[v] ?? 0] = name[c] ?? 0;
  }
  return coarse;
}

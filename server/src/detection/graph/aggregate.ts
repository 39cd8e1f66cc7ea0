/** One Leiden level up: each refined group becomes a node, and keeps the community its nodes were moved to. */
import type { Partition } from './components.ts';
import { bucketBy } from './csr.ts';
import type { LeidenBuffers } from './leiden-buffers.ts';
import type { Level } from './local-move.ts';
import { renumber } from './refine.ts';

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
export function aggregate({ graph, sizes }: Level, refined: Partition, buffers: LeidenBuffers): Level {
  const { offsets, neighbours, weights } = graph;
  const { group, count } = refined;
  const members = bucketBy(group, count);
  const coarseSizes = new Float64Array(count);
  const coarseOffsets = new Int32Array(count + 1);
  const { neighbours: coarseNeighbours, weights: coarseWeights, touched: slot } = buffers;
  slot.fill(-1, 0, count);
  let at = 0;
  for (let g = 0; g < count; g++) {
    const first = at;
    let size = 0;
    for (let i = members.offsets[g] ?? 0; i < (members.offsets[g + 1] ?? 0); i++) {
      const v = members.items[i] ?? 0;
      const end = offsets[v + 1] ?? 0;
      size += sizes[v] ?? 0;
      for (let e = offsets[v] ?? 0; e < end; e++) {
        const h = group[neighbours[e] ?? 0] ?? 0;
        if (h === g) continue;
        const weight = weights[e] ?? 0;
        const place = slot[h] ?? -1;
        if (place >= first) {
          coarseWeights[place] = (coarseWeights[place] ?? 0) + weight;
          continue;
        }
        slot[h] = at;
        coarseNeighbours[at] = h;
        coarseWeights[at++] = weight;
      }
    }
    coarseSizes[g] = size;
    coarseOffsets[g + 1] = at;
  }
  return {
    graph: {
      nodeCount: count,
      offsets: coarseOffsets,
      neighbours: coarseNeighbours.slice(0, at),
      weights: coarseWeights.slice(0, at),
    },
    sizes: coarseSizes,
  };
}

/** Communities as the refined groups have them, renumbered so that they fit the smaller number of nodes. */
export function coarseCommunity(
  { group, count }: Partition,
  community: Int32Array,
  buffers: LeidenBuffers,
): Int32Array {
  const coarse = new Int32Array(count);
  for (let v = 0; v < community.length; v++) coarse[group[v] ?? 0] = community[v] ?? 0;
  renumber(coarse, buffers.name);
  return coarse;
}

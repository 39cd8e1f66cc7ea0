/**
 * Local moving: every node joins the neighbouring community with the greatest gain; only neighbours left outside the
 * new community are looked at again (Traag 2019, "fast local move"). Departs from the paper: instead of a queue, nodes
 * to look at are marked and visited in their order, sweep after sweep, which reads memory in order (a fifth faster, the
 * same objective). Changes `community` in place.
 */
import type { WeightedGraph } from './csr.ts';
import type { LeidenBuffers } from './leiden-buffers.ts';

export type Level = {
  readonly graph: WeightedGraph;
  /** Nodes of the whole graph in each node of this one. */
  readonly sizes: Float64Array;
};

const LEAST_GAIN = 1e-9;

/** Returns how many moves were made. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every call would cost
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the same
export function moveNodes(
  { graph, sizes }: Level,
  community: Int32Array,
  resolution: number,
  buffers: LeidenBuffers,
): number {
  const { nodeCount, offsets, neighbours, weights } = graph;
  const { linkWeight, touched, total, flag } = buffers;
  sumSizes(total, sizes, community);
  const empty: number[] = [];
  for (let c = nodeCount - 1; c >= 0; c--) if (total[c] === 0) empty.push(c);
  flag.fill(1, 0, nodeCount);
  let moves = 0;
  for (let isMarked = true; isMarked; ) {
    isMarked = false;
    for (let v = 0; v < nodeCount; v++) {
      if (flag[v] === 0) continue;
      flag[v] = 0;
      const begin = offsets[v] ?? 0;
      const end = offsets[v + 1] ?? 0;
      const own = community[v] ?? 0;
      let count = 0;
      for (let e = begin; e < end; e++) {
        const c = community[neighbours[e] ?? 0] ?? 0;
        // Zero means untouched: weights are positive.
        const before = linkWeight[c] ?? 0;
        if (before === 0) touched[count++] = c;
        linkWeight[c] = before + (weights[e] ?? 0);
      }
      const size = sizes[v] ?? 0;
      const price = resolution * size;
      const left = (total[own] ?? 0) - size;
      let best = own;
      let bestGain = (linkWeight[own] ?? 0) - price * left;
      for (let i = 0; i < count; i++) {
        const c = touched[i] ?? 0;
        const gain = (linkWeight[c] ?? 0) - price * (total[c] ?? 0);
        linkWeight[c] = 0;
        if (gain > bestGain + LEAST_GAIN && c !== own) {
          bestGain = gain;
          best = c;
        }
      }
      if (bestGain < -LEAST_GAIN && left > 0) best = takeEmpty(empty, total) ?? best;
      if (best === own) continue;
      moves++;
      total[own] = left;
      if (left === 0) empty.push(own);
      total[best] = (total[best] ?? 0) + size;
      community[v] = best;
      for (let e = begin; e < end; e++) {
        const w = neighbours[e] ?? 0;
        if (community[w] === best) continue;
        flag[w] = 1;
        // Marks ahead are met in this sweep.
        if (w <= v) isMarked = true;
      }
    }
  }
  return moves;
}

function sumSizes(total: Float64Array, sizes: Float64Array, community: Int32Array): void {
  total.fill(0, 0, community.length);
  for (let v = 0; v < community.length; v++) {
    const c = community[v] ?? 0;
    total[c] = (total[c] ?? 0) + (sizes[v] ?? 0);
  }
}

function takeEmpty(empty: number[], total: Float64Array): number | undefined {
  for (let c = empty.pop(); c !== undefined; c = empty.pop()) {
    if (total[c] === 0) return c;
  }
  return undefined;
}

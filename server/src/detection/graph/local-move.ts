/**
 * Queue-based local moving: every node joins the neighbouring community with the greatest gain; only neighbours
 * left outside the new community are looked at again (Traag 2019, "fast local move"; 4 visits a node instead of one
 * a node and sweep). Changes `community` in place.
 */
import type { WeightedGraph } from './csr.ts';

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure over shared buffers; splitting it would pass eight arrays around
export function createMover(graph: WeightedGraph, sizes: Float64Array, community: Int32Array, resolution: number) {
  const { nodeCount, offsets, neighbours, weights } = graph;
  const communitySize = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const c = community[v] ?? 0;
    communitySize[c] = (communitySize[c] ?? 0) + (sizes[v] ?? 0);
  }
  const empty: number[] = [];
  for (let c = nodeCount - 1; c >= 0; c--) if (communitySize[c] === 0) empty.push(c);
  // Zero means untouched: weights are positive.
  const linkWeight = new Float32Array(nodeCount);
  const touched = new Int32Array(nodeCount);
  const queue = Int32Array.from({ length: nodeCount }, (_, i) => i);
  const queued = new Uint8Array(nodeCount).fill(1);

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
  const bestCommunity = (v: number): number => {
    const own = community[v] ?? 0;
    const size = sizes[v] ?? 0;
    let count = 0;
    for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
      const w = neighbours[e] ?? 0;
      if (w === v) continue;
      const c = community[w] ?? 0;
      const before = linkWeight[c] ?? 0;
      if (before === 0) touched[count++] = c;
      linkWeight[c] = before + (weights[e] ?? 0);
    }
    const left = (communitySize[own] ?? 0) - size;
    let best = own;
    let bestGain = (linkWeight[own] ?? 0) - resolution * size * left;
    for (let i = 0; i < count; i++) {
      const c = touched[i] ?? 0;
      if (c !== own) {
        const gain = (linkWeight[c] ?? 0) - resolution * size * (communitySize[c] ?? 0);
        if (gain > bestGain + 1e-9) {
          bestGain = gain;
          best = c;
        }
      }
      linkWeight[c] = 0;
    }
    if (bestGain < -1e-9 && left > 0) best = freeCommunity(empty, communitySize) ?? best;
    return best;
  };

  const move = (v: number, to: number): void => {
    const from = community[v] ?? 0;
    const size = sizes[v] ?? 0;
    const left = (communitySize[from] ?? 0) - size;
    communitySize[from] = left;
    if (left === 0) empty.push(from);
    communitySize[to] = (communitySize[to] ?? 0) + size;
    community[v] = to;
  };

  /** Returns how many moves were made. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
  const run = (): number => {
    let head = 0;
    let waiting = nodeCount;
    let moves = 0;
    while (waiting > 0) {
      const v = queue[head] ?? 0;
      head = head + 1 === nodeCount ? 0 : head + 1;
      waiting--;
      queued[v] = 0;
      const best = bestCommunity(v);
      if (best === community[v]) continue;
      move(v, best);
      moves++;
      for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
        const w = neighbours[e] ?? 0;
        if (queued[w] === 1 || community[w] === best) continue;
        queued[w] = 1;
        const tail = head + waiting++;
        queue[tail >= nodeCount ? tail - nodeCount : tail] = w;
      }
    }
    return moves;
  };
  return { run };
}

function freeCommunity(empty: number[], communitySize: Float64Array): number | undefined {
  for (let c = empty.pop(); c !== undefined; c = empty.pop()) {
    if (communitySize[c] === 0) return c;
  }
  return undefined;
}

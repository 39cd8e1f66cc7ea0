/** Connected components, and the split of a partition into connected parts. Groups are numbered by smallest node. */
import type { WeightedGraph } from './csr.ts';

export type Partition = { readonly count: number; readonly group: Int32Array };

export const connectedComponents = (graph: WeightedGraph): Partition => spread(graph, null);

/** Same groups, but each cut where it is not connected: makes any partition well connected. */
export const splitDisconnected = (graph: WeightedGraph, group: Int32Array): Partition => spread(graph, group);

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
function spread(graph: WeightedGraph, within: Int32Array | null): Partition {
  const { nodeCount, offsets, neighbours } = graph;
  const group = new Int32Array(nodeCount).fill(-1);
  const stack = new Int32Array(nodeCount);
  let count = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (group[start] !== -1) continue;
    group[start] = count;
    let top = 0;
    stack[top++] = start;
    while (top > 0) {
      const v = stack[--top] ?? 0;
      for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
        const w = neighbours[e] ?? 0;
        if (group[w] !== -1 || (within !== null && within[w] !== within[v])) continue;
        group[w] = count;
        stack[top++] = w;
      }
    }
    count++;
  }
  return { count, group };
}

/**
 * Leiden's refinement: inside each community, nodes start alone and merge with the best well-connected group of the
 * same community (gain ≥ 0; R ⊆ S is well connected when w(R, S − R) ≥ γ n_R (n_S − n_R)). Refined groups are
 * connected by construction, which is what makes the aggregated communities trustworthy as evidence.
 */
import type { Partition } from './components.ts';
import type { WeightedGraph } from './csr.ts';

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure over shared buffers; splitting it would pass eight arrays around
export function refine(
  graph: WeightedGraph,
  sizes: Float64Array,
  community: Int32Array,
  resolution: number,
): Partition {
  const { nodeCount, offsets, neighbours, weights } = graph;
  const communitySize = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const c = community[v] ?? 0;
    communitySize[c] = (communitySize[c] ?? 0) + (sizes[v] ?? 0);
  }
  const group = Int32Array.from({ length: nodeCount }, (_, i) => i);
  const groupSize = sizes.slice();
  const alone = new Uint8Array(nodeCount).fill(1);
  /** Weight from a group to the rest of its community. */
  const outward = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    let sum = 0;
    for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
      const w = neighbours[e] ?? 0;
      if (w !== v && community[w] === community[v]) sum += weights[e] ?? 0;
    }
    outward[v] = sum;
  }
  const wellConnected = (g: number, c: number): boolean => {
    const size = groupSize[g] ?? 0;
    return (outward[g] ?? 0) >= resolution * size * ((communitySize[c] ?? 0) - size) - 1e-9;
  };
  const linkWeight = new Float32Array(nodeCount);
  const touched = new Int32Array(nodeCount);

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
  const bestGroup = (v: number): number => {
    const c = community[v] ?? 0;
    const size = sizes[v] ?? 0;
    let count = 0;
    for (let e = offsets[v] ?? 0; e < (offsets[v + 1] ?? 0); e++) {
      const w = neighbours[e] ?? 0;
      if (w === v || community[w] !== c) continue;
      const g = group[w] ?? 0;
      const before = linkWeight[g] ?? 0;
      if (before === 0) touched[count++] = g;
      linkWeight[g] = before + (weights[e] ?? 0);
    }
    let best = v;
    let bestGain = 0;
    for (let i = 0; i < count; i++) {
      const g = touched[i] ?? 0;
      const gain = (linkWeight[g] ?? 0) - resolution * size * (groupSize[g] ?? 0);
      if (gain > bestGain + 1e-9 && wellConnected(g, c)) {
        bestGain = gain;
        best = g;
      }
    }
    if (best !== v) {
      // The tie between v and its new group turns inward at both of them.
      outward[best] = (outward[best] ?? 0) + (outward[v] ?? 0) - 2 * (linkWeight[best] ?? 0);
    }
    for (let i = 0; i < count; i++) linkWeight[touched[i] ?? 0] = 0;
    return best;
  };

  for (let v = 0; v < nodeCount; v++) {
    if (alone[v] !== 1 || !wellConnected(v, community[v] ?? 0)) continue;
    const best = bestGroup(v);
    if (best === v) continue;
    group[v] = best;
    groupSize[best] = (groupSize[best] ?? 0) + (sizes[v] ?? 0);
    groupSize[v] = 0;
    alone[best] = 0;
  }
  return renumber(group);
}

/** Numbers groups 0, 1, 2, … by their first node. */
export function renumber(group: Int32Array): Partition {
  const name = new Int32Array(group.length).fill(-1);
  let count = 0;
  const numbered = group.map((g) => {
    const known = name[g] ?? -1;
    if (known >= 0) return known;
    name[g] = count;
    return count++;
  });
  return { count, group: numbered };
}

/**
 * Leiden's refinement: inside each community, nodes start alone and merge with the best well-connected group of the
 * same community (gain ≥ 0; R ⊆ S is well connected when w(R, S − R) ≥ γ n_R (n_S − n_R)). Refined groups are
 * connected by construction, which is what makes the aggregated communities trustworthy as evidence.
 * One community at a time: its inner edges are copied out in one pass over the graph and read from there.
 */
import type { Partition } from './components.ts';
import { bucketBy } from './csr.ts';
import type { LeidenBuffers } from './leiden-buffers.ts';
import type { Level } from './local-move.ts';

const SLACK = 1e-9;

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every call would cost
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the same
export function refine(
  { graph, sizes }: Level,
  community: Int32Array,
  resolution: number,
  buffers: LeidenBuffers,
): Partition {
  const { nodeCount, offsets, neighbours, weights } = graph;
  const { linkWeight, touched, total: groupSize, outward, flag: isJoined, name: innerEnd } = buffers;
  // No community has more inner edges than the graph has.
  const { neighbours: innerTo, weights: innerWeight } = buffers;
  const members = bucketBy(community, nodeCount);
  const group = new Int32Array(nodeCount);
  isJoined.fill(0, 0, nodeCount);
  for (let c = 0; c < nodeCount; c++) {
    const first = members.offsets[c] ?? 0;
    const last = members.offsets[c + 1] ?? 0;
    let at = 0;
    let communitySize = 0;
    for (let i = first; i < last; i++) {
      const v = members.items[i] ?? 0;
      const size = sizes[v] ?? 0;
      group[v] = v;
      groupSize[v] = size;
      communitySize += size;
      let sum = 0;
      for (let e = offsets[v] ?? 0; last - first > 1 && e < (offsets[v + 1] ?? 0); e++) {
        const w = neighbours[e] ?? 0;
        if (community[w] !== c) continue;
        const weight = weights[e] ?? 0;
        innerTo[at] = w;
        innerWeight[at++] = weight;
        sum += weight;
      }
      innerEnd[i] = at;
      outward[v] = sum;
    }
    let begin = 0;
    for (let i = first; last - first > 1 && i < last; i++) {
      const v = members.items[i] ?? 0;
      const size = sizes[v] ?? 0;
      const price = resolution * size;
      const start = begin;
      begin = innerEnd[i] ?? 0;
      if (isJoined[v] === 1 || (outward[v] ?? 0) < price * (communitySize - size) - SLACK) continue;
      let count = 0;
      for (let e = start; e < begin; e++) {
        const g = group[innerTo[e] ?? 0] ?? 0;
        const before = linkWeight[g] ?? 0;
        if (before === 0) touched[count++] = g;
        linkWeight[g] = before + (innerWeight[e] ?? 0);
      }
      let best = v;
      let bestGain = 0;
      for (let t = 0; t < count; t++) {
        const g = touched[t] ?? 0;
        const other = groupSize[g] ?? 0;
        const gain = (linkWeight[g] ?? 0) - price * other;
        if (gain <= bestGain + SLACK) continue;
        if ((outward[g] ?? 0) < resolution * other * (communitySize - other) - SLACK) continue;
        bestGain = gain;
        best = g;
      }
      if (best !== v) {
        // The tie between v and its new group turns inward at both of them.
        outward[best] = (outward[best] ?? 0) + (outward[v] ?? 0) - 2 * (linkWeight[best] ?? 0);
        groupSize[best] = (groupSize[best] ?? 0) + size;
        group[v] = best;
        isJoined[best] = 1;
      }
      for (let t = 0; t < count; t++) linkWeight[touched[t] ?? 0] = 0;
    }
  }
  return { count: renumber(group, buffers.name), group };
}

/** Numbers groups 0, 1, 2, … by their first node, in place; returns how many there are. */
export function renumber(group: Int32Array, name: Int32Array): number {
  name.fill(-1, 0, group.length);
  let count = 0;
  for (let v = 0; v < group.length; v++) {
    const g = group[v] ?? 0;
    if (name[g] === -1) name[g] = count++;
    group[v] = name[g] ?? 0;
  }
  return count;
}

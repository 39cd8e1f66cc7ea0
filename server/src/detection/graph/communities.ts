/**
 * Candidate groups: small components as they are; inside larger ones Leiden/CPM at several resolutions, the finer
 * ones too. Groups that nearly coincide (Jaccard) are kept once, the coarser first.
 */
import { connectedComponents } from './components.ts';
import { bucketBy, inducedSubgraph, type WeightedGraph } from './csr.ts';
import { leiden } from './leiden.ts';

export type CommunityOptions = {
  readonly smallComponent: number;
  readonly maxRingSize: number;
  readonly resolutions: readonly number[];
  readonly sameCandidateJaccard: number;
};

/** Components smaller than this are not worth splitting. */
const WORTH_SPLITTING = 6;

/** Sorted node lists of two nodes and more. */
export function findCommunities(graph: WeightedGraph, options: CommunityOptions): Int32Array[] {
  const components = connectedComponents(graph);
  const byComponent = bucketBy(components.group, components.count);
  const groups: Int32Array[] = [];
  const crowded: number[] = [];
  for (let c = 0; c < components.count; c++) {
    const nodes = byComponent.items.subarray(byComponent.offsets[c] ?? 0, byComponent.offsets[c + 1] ?? 0);
    if (nodes.length >= WORTH_SPLITTING) for (const v of nodes) crowded.push(v);
    if (nodes.length > 1 && nodes.length <= options.smallComponent) groups.push(nodes);
  }
  crowded.sort((a, b) => a - b);
  const scratch = new Int32Array(graph.nodeCount).fill(-1);
  const inner = inducedSubgraph(graph, crowded, scratch);
  const kept = new GroupIndex(graph.nodeCount, options.sameCandidateJaccard);
  for (const group of groups) kept.add(group);
  for (const resolution of inner.nodeCount > 0 ? options.resolutions : []) {
    const found = leiden(inner, { resolution, iterations: 2 });
    const byGroup = bucketBy(found.group, found.count);
    for (let c = 0; c < found.count; c++) {
      const nodes = byGroup.items.subarray(byGroup.offsets[c] ?? 0, byGroup.offsets[c + 1] ?? 0);
      if (nodes.length < 2 || nodes.length > options.maxRingSize) continue;
      kept.add(nodes.map((v) => crowded[v] ?? 0));
    }
  }
  return kept.groups;
}

/** Keeps a group unless one already kept overlaps it by at least `sameJaccard`. */
class GroupIndex {
  readonly groups: Int32Array[] = [];
  readonly #ofNode: number[][] = [];
  readonly #sameJaccard: number;

  constructor(nodeCount: number, sameJaccard: number) {
    this.#ofNode.length = nodeCount;
    this.#sameJaccard = sameJaccard;
  }

  add(group: Int32Array): void {
    const overlap = new Map<number, number>();
    for (const v of group) for (const g of this.#ofNode[v] ?? []) overlap.set(g, (overlap.get(g) ?? 0) + 1);
    for (const [g, common] of overlap) {
      const union = group.length + (this.groups[g]?.length ?? 0) - common;
      if (common / union >= this.#sameJaccard) return;
    }
    const name = this.groups.push(group) - 1;
    for (const v of group) {
      const known = this.#ofNode[v];
      if (known) known.push(name);
      else this.#ofNode[v] = [name];
    }
  }
}

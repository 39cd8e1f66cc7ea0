/**
 * Candidate groups: small components as they are; inside larger ones Leiden/CPM at several resolutions, the finer
 * ones too. Groups that nearly coincide (Jaccard) are kept once, the coarser first.
 */
import { connectedComponents, type Partition } from './components.ts';
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
  const components = [...groupsOf(connectedComponents(graph))].filter(({ length }) => length > 1);
  const kept = new GroupIndex(graph.nodeCount, options.sameCandidateJaccard);
  for (const nodes of components) if (nodes.length <= options.smallComponent) kept.add(nodes);
  const worthSplitting = components
    .filter(({ length }) => length >= WORTH_SPLITTING)
    .flatMap((nodes) => [...nodes])
    .sort((a, b) => a - b);
  if (worthSplitting.length === 0) return kept.groups;
  const inner = inducedSubgraph(graph, worthSplitting, new Int32Array(graph.nodeCount).fill(-1));
  for (const resolution of options.resolutions) {
    for (const nodes of groupsOf(leiden(inner, { resolution, iterations: 2 }))) {
      if (nodes.length < 2 || nodes.length > options.maxRingSize) continue;
      kept.add(nodes.map((v) => worthSplitting[v] ?? 0));
    }
  }
  return kept.groups;
}

function* groupsOf(partition: Partition): Generator<Int32Array> {
  const { offsets, items } = bucketBy(partition.group, partition.count);
  for (let c = 0; c < partition.count; c++) yield items.subarray(offsets[c] ?? 0, offsets[c + 1] ?? 0);
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

/**
 * Candidate groups: small components as they are; inside larger ones Leiden/CPM at several resolutions, the finer
 * ones too. Groups that nearly coincide (Jaccard) are kept once, the coarser first.
 */
import { connectedComponents, type Partition } from './components.ts';
import { bucketBy, inducedSubgraph, inOrder, type WeightedGraph } from './csr.ts';
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
  const worthSplitting = inAnyOf(
    components.filter(({ length }) => length >= WORTH_SPLITTING),
    graph.nodeCount,
  );
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

/** Ascending. */
function inAnyOf(groups: readonly Int32Array[], nodeCount: number): Int32Array {
  const isIn = new Uint8Array(nodeCount);
  for (const group of groups) for (let i = 0; i < group.length; i++) isIn[group[i] ?? 0] = 1;
  return inOrder(nodeCount).filter((v) => isIn[v] === 1);
}

function* groupsOf(partition: Partition): Generator<Int32Array> {
  const { offsets, items } = bucketBy(partition.group, partition.count);
  for (let c = 0; c < partition.count; c++) yield items.subarray(offsets[c] ?? 0, offsets[c + 1] ?? 0);
}

/** Keeps a group unless one already kept overlaps it by at least `sameJaccard`. */
class GroupIndex {
  readonly groups: Int32Array[] = [];
  readonly #sameJaccard: number;
  /** The kept groups of a node as a chain: the newest entry of each node, each entry's group, and the entry before. */
  readonly #newest: Int32Array;
  #group = new Int32Array(1024);
  #before = new Int32Array(1024);
  #entries = 0;
  #overlap = new Int32Array(1024);

  constructor(nodeCount: number, sameJaccard: number) {
    this.#newest = new Int32Array(nodeCount).fill(-1);
    this.#sameJaccard = sameJaccard;
  }

  add(nodes: Int32Array): void {
    if (this.#isKnown(nodes)) return;
    const name = this.groups.push(nodes) - 1;
    if (name >= this.#overlap.length) this.#overlap = doubled(this.#overlap);
    for (let i = 0; i < nodes.length; i++) {
      if (this.#entries === this.#group.length) {
        this.#group = doubled(this.#group);
        this.#before = doubled(this.#before);
      }
      const v = nodes[i] ?? 0;
      this.#group[this.#entries] = name;
      this.#before[this.#entries] = this.#newest[v] ?? -1;
      this.#newest[v] = this.#entries++;
    }
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
  #isKnown(nodes: Int32Array): boolean {
    const touched: number[] = [];
    const overlap = this.#overlap;
    for (let i = 0; i < nodes.length; i++) {
      for (let entry = this.#newest[nodes[i] ?? 0] ?? -1; entry >= 0; entry = this.#before[entry] ?? -1) {
        const g = this.#group[entry] ?? 0;
        if (overlap[g] === 0) touched.push(g);
        overlap[g] = (overlap[g] ?? 0) + 1;
      }
    }
    let isKnown = false;
    for (const g of touched) {
      const common = overlap[g] ?? 0;
      const union = nodes.length + (this.groups[g]?.length ?? 0) - common;
      if (common / union >= this.#sameJaccard) isKnown = true;
      overlap[g] = 0;
    }
    return isKnown;
  }
}

function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(column.length * 2);
  wide.set(column);
  return wide;
}

/**
 * Candidate groups: small components as they are; inside larger ones Leiden/CPM at several resolutions, the finer
 * ones too. Groups that nearly coincide (Jaccard) are kept once, the coarser first.
 */
import { connectedComponents, type Partition } from './components.ts';
import { bucketBy, inducedSubgraph, type WeightedGraph } from './csr.ts';
import { positionsWhere } from './edge-selection.ts';
import { type PartitionAll, partitionInTurn } from './leiden.ts';
import { NodeGroups, widened } from './node-groups.ts';

export type CommunityOptions = {
  readonly smallComponent: number;
  readonly maxRingSize: number;
  readonly resolutions: readonly number[];
  readonly sameCandidateJaccard: number;
  /** Passes of Leiden through all levels; two if not given. */
  readonly iterations?: number;
};

/** Components smaller than this are not worth splitting. */
const WORTH_SPLITTING = 6;

/** Sorted node lists of two nodes and more. */
export function findCommunities(
  graph: WeightedGraph,
  options: CommunityOptions,
  partitionAll: PartitionAll = partitionInTurn,
): NodeGroups {
  const components = connectedComponents(graph);
  const kept = new GroupIndex(graph.nodeCount, options.sameCandidateJaccard);
  const isWorthSplitting = new Uint8Array(graph.nodeCount);
  for (const nodes of groupsOf(components)) {
    if (nodes.length <= options.smallComponent) kept.add(nodes);
    if (nodes.length >= WORTH_SPLITTING) mark(isWorthSplitting, nodes);
  }
  const worthSplitting = positionsWhere(graph.nodeCount, (v) => isWorthSplitting[v] === 1);
  if (worthSplitting.length === 0) return kept.groups;
  const inner = inducedSubgraph(graph, worthSplitting, new Int32Array(graph.nodeCount).fill(-1));
  const iterations = options.iterations ?? 2;
  const all = options.resolutions.map((resolution) => ({ resolution, iterations }));
  for (const partition of partitionAll(inner, all)) {
    for (const nodes of groupsOf(partition)) {
      if (nodes.length > options.maxRingSize) continue;
      rename(nodes, worthSplitting);
      kept.add(nodes);
    }
  }
  return kept.groups;
}

/** Changes `nodes`. */
function rename(nodes: Int32Array, names: Int32Array): void {
  for (let i = 0; i < nodes.length; i++) nodes[i] = names[nodes[i] ?? 0] ?? 0;
}

function mark(marks: Uint8Array, nodes: Int32Array): void {
  for (let i = 0; i < nodes.length; i++) marks[nodes[i] ?? 0] = 1;
}

/** Of two nodes and more. */
function* groupsOf(partition: Partition): Generator<Int32Array> {
  const { offsets, items } = bucketBy(partition.group, partition.count);
  for (let c = 0; c < partition.count; c++) {
    const start = offsets[c] ?? 0;
    const end = offsets[c + 1] ?? 0;
    if (end - start > 1) yield items.subarray(start, end);
  }
}

/** Keeps a group unless one already kept overlaps it by at least `sameJaccard`. */
class GroupIndex {
  readonly groups = new NodeGroups();
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
    const name = this.groups.length;
    this.groups.add(nodes);
    if (name >= this.#overlap.length) this.#overlap = widened(this.#overlap, name * 2);
    for (let i = 0; i < nodes.length; i++) {
      if (this.#entries === this.#group.length) {
        this.#group = widened(this.#group, this.#entries * 2);
        this.#before = widened(this.#before, this.#entries * 2);
      }
      const v = nodes[i] ?? 0;
      this.#group[this.#entries] = name;
      this.#before[this.#entries] = this.#newest[v] ?? -1;
      this.#newest[v] = this.#entries++;
    }
  }

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
      const union = nodes.length + this.groups.sizeOf(g) - common;
      if (common / union >= this.#sameJaccard) isKnown = true;
      overlap[g] = 0;
    }
    return isKnown;
  }
}

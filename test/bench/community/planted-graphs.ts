/**
 * The two graphs of the peer comparison, with random node numbers, in random edge order, without multi-edges.
 * flat: groups of 5–59, about ten links an account, a fifth of them across groups, weight 1.
 * heavy: 30 % of accounts in such groups, which hide behind links to popular accounts; the rest a background whose
 * degrees fall with exponent 2.4 (Chung–Lu, largest near 4,500); weights 0.5–1.5.
 */
import type { EdgeList } from '../../../server/src/detection/graph/csr.ts';
import { seeded } from '../../detection/graph/random-graph.ts';

export type GraphShape = 'flat' | 'heavy';
export type PlantedGraph = {
  readonly nodeCount: number;
  readonly edges: EdgeList;
  /** Node → planted group, −1 for the background. */
  readonly truth: Int32Array;
};

const DRAWN_PER_NODE = 5;
const ACROSS = 0.2;
const RINGS_SHARE = 0.3;
const MAX_DEGREE = 4500;
/** 1 / (exponent − 1). */
const DECAY = 1 / 1.4;

export function plantGraph(shape: GraphShape, drawnEdges: number, seed: number): PlantedGraph {
  const random = seeded(seed);
  const nodeCount = Math.round(drawnEdges / DRAWN_PER_NODE);
  const grouped = shape === 'flat' ? nodeCount : Math.round(nodeCount * RINGS_SHARE);
  const { groupOf, firstOf } = cutIntoGroups(grouped, random);
  const popular = shape === 'flat' ? null : popularity(nodeCount - grouped, drawnEdges, random);
  const pick = (below: number): number => Math.floor(random() * below);
  const background = (): number => grouped + (popular?.() ?? 0);
  const elsewhere = (): number => (popular ? background() : pick(grouped));
  const sameGroup = (a: number): number => {
    const group = groupOf[a] ?? 0;
    const first = firstOf[group] ?? 0;
    return first + pick((firstOf[group + 1] ?? grouped) - first);
  };
  const keys = Float64Array.from({ length: drawnEdges }, (_, e) => {
    const inGroups = e < grouped * DRAWN_PER_NODE;
    const a = inGroups ? pick(grouped) : background();
    const b = inGroups && random() >= ACROSS ? sameGroup(a) : elsewhere();
    return a === b ? -1 : Math.min(a, b) * nodeCount + Math.max(a, b);
  });
  return { nodeCount, ...renumbered(distinct(keys), { nodeCount, groupOf, weighted: popular !== null, random }) };
}

function cutIntoGroups(nodes: number, random: () => number): { groupOf: Int32Array; firstOf: number[] } {
  const groupOf = new Int32Array(nodes);
  const firstOf: number[] = [];
  for (let at = 0; at < nodes; ) {
    const end = Math.min(nodes, at + 5 + Math.floor(random() * 55));
    groupOf.fill(firstOf.length, at, end);
    firstOf.push(at);
    at = end;
  }
  return { groupOf, firstOf };
}

/** Draws a background node with probability ∝ (rank + shift)^−DECAY; the shift keeps the largest degree at bay. */
function popularity(nodes: number, drawnEdges: number, random: () => number): () => number {
  const power = 1 - DECAY;
  const ends = drawnEdges * (2 * (1 - RINGS_SHARE) + RINGS_SHARE * ACROSS);
  let shift = 1;
  const top = (): number => (ends * power * shift ** -DECAY) / ((nodes + shift) ** power - shift ** power);
  while (top() > MAX_DEGREE) shift *= 1.05;
  const low = shift ** power;
  const span = (nodes + shift) ** power - low;
  return () => Math.min(nodes - 1, Math.floor((low + random() * span) ** (1 / power) - shift));
}

function distinct(keys: Float64Array): Float64Array {
  keys.sort();
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? -1;
    if (key >= 0 && (count === 0 || key !== keys[count - 1])) keys[count++] = key;
  }
  return keys.subarray(0, count);
}

type Naming = {
  readonly nodeCount: number;
  readonly groupOf: Int32Array;
  readonly weighted: boolean;
  readonly random: () => number;
};

function renumbered(keys: Float64Array, { nodeCount, groupOf, weighted, random }: Naming) {
  const name = shuffled(nodeCount, random);
  const truth = new Int32Array(nodeCount).fill(-1);
  groupOf.forEach((group, v) => {
    truth[name[v] ?? 0] = group;
  });
  const order = shuffled(keys.length, random);
  const from = new Int32Array(keys.length);
  const to = new Int32Array(keys.length);
  const weight = new Float32Array(keys.length);
  keys.forEach((key, i) => {
    const place = order[i] ?? 0;
    from[place] = name[Math.floor(key / nodeCount)] ?? 0;
    to[place] = name[key % nodeCount] ?? 0;
    weight[place] = weighted ? 0.5 + random() : 1;
  });
  return { truth, edges: { length: keys.length, from, to, weight } };
}

function shuffled(length: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
  return order;
}

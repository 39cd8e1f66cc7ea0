/**
 * The neighbourhood of one node by personalised PageRank: approximate push (Andersen, Chung & Lang, FOCS 2006, the
 * lazy walk), then the sweep over p(v) / d(v) up to its first clear minimum of conductance (Yang & Leskovec, ICDM 2012:
 * the curve must rise by a fifth again; a later, deeper minimum is a wider community, in the end the component). Work
 * depends on `tolerance`, not on the size of the graph; degrees are sums of weights.
 */
import type { WeightedGraph } from './csr.ts';

const CLEAR_RISE = 1.2;

export type LocalOptions = {
  /** Chance to start again at the seed, 0–1. */
  readonly restart: number;
  /** A residue below this share of a node's degree is left where it is. */
  readonly tolerance: number;
  readonly maxSize: number;
};

/** Nodes of the best cut around the seed, ascending, the seed among them; the seed alone when it has no neighbours. */
export function localCommunity(graph: WeightedGraph, seed: number, options: LocalOptions): Int32Array {
  const rank = pushFrom(graph, seed, options);
  const order = [...rank]
    .map(([node, p]) => ({ node, share: p / Math.max(1e-12, degreeOf(graph, node)) }))
    .sort((a, b) => b.share - a.share || a.node - b.node)
    .slice(0, options.maxSize);
  const inside = new Set<number>();
  let [volume, cut, best, bestSize] = [0, 0, Number.POSITIVE_INFINITY, 1];
  for (const { node } of order) {
    const within = weightInto(graph, node, inside);
    volume += degreeOf(graph, node);
    cut += degreeOf(graph, node) - 2 * within;
    inside.add(node);
    const conductance = volume === 0 ? 1 : cut / volume;
    if (conductance > best * CLEAR_RISE) break;
    if (inside.size >= 2 && conductance < best) [best, bestSize] = [conductance, inside.size];
  }
  const chosen = new Set([seed, ...[...inside].slice(0, bestSize)]);
  return Int32Array.from(chosen).sort();
}

function pushFrom(graph: WeightedGraph, seed: number, { restart, tolerance }: LocalOptions): Map<number, number> {
  const rank = new Map<number, number>([[seed, 0]]);
  const residue = new Map<number, number>([[seed, 1]]);
  const queue = [seed];
  const give = (node: number, amount: number): void => {
    const before = residue.get(node) ?? 0;
    const threshold = tolerance * degreeOf(graph, node);
    residue.set(node, before + amount);
    if (before < threshold && before + amount >= threshold) queue.push(node);
  };
  for (let next = 0; next < queue.length; next++) {
    const node = queue[next] ?? seed;
    const left = residue.get(node) ?? 0;
    const degree = degreeOf(graph, node);
    if (degree === 0 || left < tolerance * degree) continue;
    rank.set(node, (rank.get(node) ?? 0) + restart * left);
    residue.set(node, 0);
    give(node, ((1 - restart) * left) / 2);
    for (let e = graph.offsets[node] ?? 0; e < (graph.offsets[node + 1] ?? 0); e++) {
      give(graph.neighbours[e] ?? 0, ((1 - restart) * left * (graph.weights[e] ?? 0)) / (2 * degree));
    }
  }
  return rank;
}

function degreeOf({ offsets, weights }: WeightedGraph, node: number): number {
  let sum = 0;
  for (let e = offsets[node] ?? 0; e < (offsets[node + 1] ?? 0); e++) sum += weights[e] ?? 0;
  return sum;
}

function weightInto(
  { offsets, neighbours, weights }: WeightedGraph,
  node: number,
  inside: ReadonlySet<number>,
): number {
  let sum = 0;
  for (let e = offsets[node] ?? 0; e < (offsets[node + 1] ?? 0); e++) {
    if (inside.has(neighbours[e] ?? -1)) sum += weights[e] ?? 0;
  }
  return sum;
}

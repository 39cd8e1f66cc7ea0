/**
 * Label propagation (Raghavan, Albert & Kumara, Phys. Rev. E 76, 2007): each account takes the label that weighs most
 * among those it shares with, in an order of chance, until nothing changes.
 */
import { inOrder, type WeightedGraph } from '../../../detection/graph/csr.ts';
import { createDraw } from '../../../domain/seeded-random.ts';
import { type Baseline, groupsOf } from './baseline.ts';

const SEED = 1;
const MOST_ROUNDS = 30;

export const labelPropagation: Baseline = {
  name: 'label propagation',
  find: ({ ties }) => groupsOf(propagate(ties)),
};

export function propagate(graph: WeightedGraph): Int32Array {
  const draw = createDraw(SEED);
  const label = inOrder(graph.nodeCount);
  const order = inOrder(graph.nodeCount);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    shuffle(order, draw);
    let changed = 0;
    for (const node of order) {
      const heaviest = heaviestLabel(graph, label, node);
      if (heaviest === label[node]) continue;
      label[node] = heaviest;
      changed++;
    }
    if (changed === 0) break;
  }
  return label;
}

/** A node keeps its label on a tie, otherwise the smallest of the heaviest wins: the outcome depends on the seed alone. */
function heaviestLabel({ offsets, neighbours, weights }: WeightedGraph, label: Int32Array, node: number): number {
  const weightOf = new Map<number, number>();
  for (let e = offsets[node] ?? 0; e < (offsets[node + 1] ?? 0); e++) {
    const name = label[neighbours[e] ?? 0] ?? 0;
    weightOf.set(name, (weightOf.get(name) ?? 0) + (weights[e] ?? 0));
  }
  const own = label[node] ?? node;
  let best = own;
  for (const [name, weight] of weightOf) {
    const lead = weight - (weightOf.get(best) ?? 0);
    if (lead > 0 || (lead === 0 && best !== own && name < best)) best = name;
  }
  return best;
}

/** Fisher–Yates. */
function shuffle(order: Int32Array, draw: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
}

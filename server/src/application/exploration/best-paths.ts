/**
 * The best simple paths between two entities of a graph held in memory, in the order (length, product of strengths,
 * ids). Lengths are tried from short to long. Within one length the search is A* (Hart, Nilsson, Raphael 1968) with an
 * exact bound: reach[r][v], the largest product over walks of exactly r links from v to the target, by dynamic
 * programming. Partial paths leave the queue by (product × bound, ids), so whole paths leave it in their final order.
 */
import { compareText } from '../../domain/compare-text.ts';
import { PriorityQueue } from './priority-queue.ts';

export type KeyPath = { readonly keys: readonly string[]; readonly strength: number };
export type PathGraph = {
  /** Strength of the strongest link to each neighbour. */
  neighbours(key: string): ReadonlyMap<string, { readonly strength: number }>;
};
export type PathQuestion = {
  /** Entities no path may pass through; the ends may be among them. */
  readonly avoided?: ReadonlySet<string>;
  readonly from: string;
  readonly to: string;
  readonly maxLength: number;
  readonly count: number;
};

/** `rank`: product × the best that can follow, rounded so that equal products compare equal however multiplied. */
type Partial = { readonly keys: readonly string[]; readonly product: number; readonly rank: number };

/** Enough for every question a person asks; a hostile graph stops here instead of holding the server. */
const MOST_STEPS = 100_000;

export function bestPaths(graph: PathGraph, question: PathQuestion): readonly KeyPath[] {
  const { from, to, maxLength, count } = question;
  if (from === to || count < 1) return [];
  const reach = reachByLength(graph, question);
  const found: KeyPath[] = [];
  const steps = { left: MOST_STEPS };
  for (let length = 1; length <= maxLength && found.length < count && steps.left > 0; length++) {
    if (!reach[length]?.has(from)) continue;
    for (const path of pathsOfLength(graph, { from, length, reach, steps })) {
      found.push(path);
      if (found.length === count) break;
    }
  }
  return found;
}

type Reach = readonly ReadonlyMap<string, number>[];

/** Nothing is reached from the target or an avoided entity, so no walk passes through them. */
function reachByLength(graph: PathGraph, { from, to, maxLength, avoided }: PathQuestion): Reach {
  const reach: Map<string, number>[] = [new Map([[to, 1]])];
  const isBarred = (key: string) => key === to || (key !== from && avoided?.has(key) === true);
  for (let length = 1; length <= maxLength; length++) {
    const next = new Map<string, number>();
    for (const [key, product] of reach[length - 1] ?? []) {
      for (const [neighbour, link] of graph.neighbours(key)) {
        const through = product * link.strength;
        if (!isBarred(neighbour) && through > (next.get(neighbour) ?? 0)) next.set(neighbour, through);
      }
    }
    reach.push(next);
  }
  return reach;
}

type Search = {
  readonly from: string;
  readonly length: number;
  readonly reach: Reach;
  readonly steps: { left: number };
};

function* pathsOfLength(graph: PathGraph, { from, length, reach, steps }: Search): Generator<KeyPath> {
  const queue = new PriorityQueue<Partial>(comparePartial);
  queue.push({ keys: [from], product: 1, rank: round(reach[length]?.get(from) ?? 0) });
  for (let best = queue.pop(); best !== undefined && steps.left-- > 0; best = queue.pop()) {
    const left = length - best.keys.length + 1;
    if (left === 0) yield { keys: best.keys, strength: best.product };
    else for (const partial of extend(graph, best, reach[left - 1] ?? new Map())) queue.push(partial);
  }
}

function extend(graph: PathGraph, path: Partial, reach: ReadonlyMap<string, number>): readonly Partial[] {
  const extended: Partial[] = [];
  for (const [key, link] of graph.neighbours(path.keys.at(-1) ?? '')) {
    const rest = reach.get(key);
    if (rest === undefined || path.keys.includes(key)) continue;
    const product = path.product * link.strength;
    extended.push({ keys: [...path.keys, key], product, rank: round(product * rest) });
  }
  return extended;
}

const round = (product: number): number => Number(product.toPrecision(9));

function comparePartial(a: Partial, b: Partial): number {
  return b.rank - a.rank || compareKeys(a.keys, b.keys);
}

/** Key by key; the beginning of a path comes before its continuations. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareText(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

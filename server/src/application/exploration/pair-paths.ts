/**
 * The best path between each pair of seeds, in the order (length, product of strengths, ids), within the part of the
 * graph that ties them. Layer by layer from each seed: the best path to an entity continues the best path to one of
 * the layer before. Paths do not pass through other seeds: those pairs have paths of their own.
 */
import { compareKeys, type KeyPath, type PathGraph } from './best-paths.ts';

export type PairQuestion = {
  readonly seeds: readonly string[];
  /** Entities a path may pass through. */
  readonly through: ReadonlySet<string>;
  readonly maxHops: number;
  readonly count: number;
};

type Reached = { readonly keys: readonly string[]; readonly strength: number };

export function pairPaths(graph: PathGraph, question: PairQuestion): readonly KeyPath[] {
  const isSeed = new Set(question.seeds);
  const position = new Map(question.seeds.map((seed, i) => [seed, i]));
  let best: KeyPath[] = [];
  question.seeds.forEach((seed, i) => {
    for (const path of pathsFrom(graph, { seed, isSeed, question })) {
      if ((position.get(path.keys.at(-1) ?? '') ?? -1) > i) best.push(path);
    }
    if (best.length > 20 * question.count) best = best.sort(comparePaths).slice(0, question.count);
  });
  return best.sort(comparePaths).slice(0, question.count);
}

type Start = { readonly seed: string; readonly isSeed: ReadonlySet<string>; readonly question: PairQuestion };

function pathsFrom(graph: PathGraph, { seed, isSeed, question }: Start): readonly Reached[] {
  const seen = new Set([seed]);
  const ends: Reached[] = [];
  let layer: readonly Reached[] = [{ keys: [seed], strength: 1 }];
  for (let hop = 1; hop <= question.maxHops && layer.length > 0; hop++) {
    const next = nextLayer(graph, layer, seen);
    for (const key of next.keys()) seen.add(key);
    for (const [key, reached] of next) if (isSeed.has(key)) ends.push(reached);
    layer = [...next].filter(([key]) => question.through.has(key) && !isSeed.has(key)).map(([, reached]) => reached);
  }
  return ends;
}

function nextLayer(graph: PathGraph, layer: readonly Reached[], seen: ReadonlySet<string>): Map<string, Reached> {
  const next = new Map<string, Reached>();
  for (const { keys, strength } of layer) {
    for (const [key, link] of graph.neighbours(keys.at(-1) ?? '')) {
      if (seen.has(key)) continue;
      const candidate = { keys: [...keys, key], strength: strength * link.strength };
      const known = next.get(key);
      if (!known || comparePaths(candidate, known) < 0) next.set(key, candidate);
    }
  }
  return next;
}

const rank = (strength: number): number => Number(strength.toPrecision(9));

const comparePaths = (a: Reached, b: Reached): number =>
  a.keys.length - b.keys.length || rank(b.strength) - rank(a.strength) || compareKeys(a.keys, b.keys);

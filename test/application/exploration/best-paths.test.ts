/** Best paths against a plain enumeration of every simple path. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bestPaths,
  compareKeys,
  type KeyPath,
  type PathGraph,
} from '../../../server/src/application/exploration/best-paths.ts';
import { pairPaths } from '../../../server/src/application/exploration/pair-paths.ts';

type Edge = readonly [number, number, number];

function graphOf(edges: readonly Edge[]): PathGraph & { readonly all: Map<string, Map<string, { strength: number }>> } {
  const all = new Map<string, Map<string, { strength: number }>>();
  const join = (a: string, b: string, strength: number): void => {
    const map = all.get(a) ?? new Map<string, { strength: number }>();
    map.set(b, { strength });
    all.set(a, map);
  };
  for (const [a, b, strength] of edges) {
    if (a === b) continue;
    join(`n${a}`, `n${b}`, strength);
    join(`n${b}`, `n${a}`, strength);
  }
  return { all, neighbours: (key) => all.get(key) ?? new Map() };
}

const rank = (strength: number): number => Number(strength.toPrecision(9));

function everyPath(
  graph: PathGraph,
  question: { from: string; to: string; maxLength: number; avoided?: ReadonlySet<string> },
): KeyPath[] {
  const found: KeyPath[] = [];
  const extend = (keys: readonly string[], strength: number): void => {
    const last = keys.at(-1) ?? '';
    if (last === question.to) {
      found.push({ keys, strength });
      return;
    }
    if (keys.length > question.maxLength || (keys.length > 1 && question.avoided?.has(last))) return;
    for (const [key, link] of graph.neighbours(last)) {
      if (!keys.includes(key)) extend([...keys, key], strength * link.strength);
    }
  };
  extend([question.from], 1);
  return found.sort(
    (a, b) => a.keys.length - b.keys.length || rank(b.strength) - rank(a.strength) || compareKeys(a.keys, b.keys),
  );
}

// Few distinct strengths, so that ties are common and ids must decide.
const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.constantFrom(0.2, 0.4, 0.5, 0.8)), { maxLength: 22 });

test('the best paths are those of a full enumeration, in the same order', () => {
  fc.assert(
    fc.property(
      edges,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      (list, maxLength, count, avoids) => {
        const graph = graphOf(list);
        const avoided = new Set(avoids ? ['n3', 'n4'] : []);
        const question = { from: 'n0', to: 'n1', maxLength, avoided };
        const found = bestPaths(graph, { ...question, count });
        const expected = everyPath(graph, question).slice(0, count);
        expect(found.map((path) => path.keys)).toEqual(expected.map((path) => path.keys));
        for (const [i, path] of found.entries()) expect(path.strength).toBeCloseTo(expected[i]?.strength ?? -1, 9);
      },
    ),
    { numRuns: 500 },
  );
});

test('the best path of each pair is the first of a full enumeration', () => {
  fc.assert(
    fc.property(edges, fc.integer({ min: 1, max: 5 }), (list, maxHops) => {
      const graph = graphOf(list);
      const seeds = ['n0', 'n1', 'n2'];
      const through = new Set(['n3', 'n4', 'n5', 'n6', 'n7']);
      const expected = seeds
        .flatMap((from, i) =>
          seeds.slice(i + 1).map((to) => ({ from, to, maxLength: maxHops, avoided: new Set(seeds) })),
        )
        .flatMap((question) => everyPath(graph, question).slice(0, 1))
        .sort(
          (a, b) => a.keys.length - b.keys.length || rank(b.strength) - rank(a.strength) || compareKeys(a.keys, b.keys),
        );
      const found = pairPaths(graph, { seeds, through, maxHops, count: 10 });
      expect(found.map((path) => path.keys)).toEqual(expected.map((path) => path.keys));
    }),
    { numRuns: 500 },
  );
});

test('a dense graph does not hold the search up', () => {
  const complete: Edge[] = [];
  for (let a = 0; a < 60; a++) for (let b = a + 1; b < 60; b++) complete.push([a, b, 0.5]);
  const started = performance.now();
  const found = bestPaths(graphOf(complete), { from: 'n0', to: 'n1', maxLength: 6, count: 10 });
  expect(found).toHaveLength(10);
  expect(found[0]?.keys).toEqual(['n0', 'n1']);
  expect(performance.now() - started).toBeLessThan(5_000);
});

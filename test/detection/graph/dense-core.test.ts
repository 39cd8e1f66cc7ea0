import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSuspicion, densestPart } from '../../../server/src/detection/graph/dense-core.ts';
import { hasSharedSet, readSharedText } from '../../support/p2p-payments.ts';
import { anyGraph, type Edge } from './random-graph.ts';

const matrixOf = (n: number, edges: readonly Edge[]): Float64Array => {
  const weights = new Float64Array(n * n);
  for (const [a, b, weight] of edges) {
    weights[a * n + b] = weight;
    weights[b * n + a] = weight;
  }
  return weights;
};
const densityOf = (edges: readonly Edge[], part: ReadonlySet<number>): number =>
  edges.reduce((sum, [a, b, weight]) => sum + (part.has(a) && part.has(b) ? weight : 0), 0) / Math.max(1, part.size);

/** Peeling from scratch: degrees counted anew before every step. */
function naivePeel(n: number, edges: readonly Edge[]): number {
  const left = new Set(Array.from({ length: n }, (_, v) => v));
  let best = 0;
  while (left.size > 0) {
    best = Math.max(best, densityOf(edges, left));
    const degree = (v: number): number =>
      edges.reduce((sum, [a, b, w]) => sum + ((a === v && left.has(b)) || (b === v && left.has(a)) ? w : 0), 0);
    const [weakest] = [...left].sort((a, b) => degree(a) - degree(b) || b - a);
    left.delete(weakest ?? -1);
  }
  return best;
}

describe('the dense core', () => {
  it('is as dense as peeling from scratch finds', () => {
    fc.assert(
      fc.property(anyGraph(10), ({ nodeCount, edges }) => {
        const part = densestPart(matrixOf(nodeCount, edges), nodeCount);
        expect(densityOf(edges, new Set(part))).toBeCloseTo(naivePeel(nodeCount, edges), 9);
      }),
    );
  });

  it('is at least half as dense as the densest of all parts', () => {
    fc.assert(
      fc.property(anyGraph(9), ({ nodeCount, edges }) => {
        let optimum = 0;
        for (let mask = 1; mask < 1 << nodeCount; mask++) {
          const part = new Set(Array.from({ length: nodeCount }, (_, v) => v).filter((v) => (mask >> v) & 1));
          optimum = Math.max(optimum, densityOf(edges, part));
        }
        const found = densityOf(edges, new Set(densestPart(matrixOf(nodeCount, edges), nodeCount)));
        expect(found).toBeGreaterThanOrEqual(optimum / 2 - 1e-9);
      }),
    );
  });

  it('drops what hangs on by one weak tie', () => {
    const edges: Edge[] = [
      [0, 1, 1],
      [0, 2, 1],
      [1, 2, 1],
      [2, 3, 0.1],
    ];
    expect(densestPart(matrixOf(4, edges), 4)).toEqual([0, 1, 2]);
  });

  it('keeps two overlapping halves together below exponent 1', () => {
    const halves: Edge[] = [];
    const clique = (nodes: readonly number[]): void => {
      for (const a of nodes) for (const b of nodes) if (a < b) halves.push([a, b, 1]);
    };
    clique([0, 1, 2, 3, 4, 5, 6]);
    clique([6, 7, 8, 9, 10]);
    expect(densestPart(matrixOf(11, halves), 11)).toHaveLength(7);
    expect(densestPart(matrixOf(11, halves), 11, 0.7)).toHaveLength(11);
  });

  const present = hasSharedSet('fraudar-example');
  it.skipIf(!present)(
    `recovers FRAUDAR's planted 20 × 20 block exactly${present ? '' : ' (skipped: data set not here)'}`,
    () => {
      const pairs = readSharedText('fraudar-example/example.txt')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.trim().split(/\s+/).map(Number));
      const rows = Math.max(...pairs.map(([row = 0]) => row)) + 1;
      const columns = Math.max(...pairs.map(([, column = 0]) => column)) + 1;
      const degree = new Map<number, number>();
      for (const [, column = 0] of pairs) degree.set(column, (degree.get(column) ?? 0) + 1);
      const edges = pairs.map(
        ([row = 0, column = 0]): Edge => [row, rows + column, columnSuspicion(degree.get(column) ?? 0)],
      );
      const part = densestPart(matrixOf(rows + columns, edges), rows + columns);
      const block = Array.from({ length: 20 }, (_, i) => i);
      expect(part).toEqual([...block, ...block.map((column) => rows + column)]);
    },
  );
});

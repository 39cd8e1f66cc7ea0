import { describe, expect, it } from 'vitest';
import { largestTrussPart } from '../../../server/src/detection/graph/truss.ts';
import { type Edge, graphOf } from './random-graph.ts';

const all = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const cycle = (n: number): Edge[] => Array.from({ length: n }, (_, i) => [i, (i + 1) % n, 1]);

describe('the 3-truss of some nodes', () => {
  it('holds nobody of a chain or of a long circle', () => {
    expect(largestTrussPart(graphOf(9, cycle(9).slice(1)), all(9))).toBe(0);
    expect(largestTrussPart(graphOf(9, cycle(9)), all(9))).toBe(0);
  });
  it('parts two cliques that one tie joins', () => {
    const clique = (from: number): Edge[] => [
      [from, from + 1, 1],
      [from, from + 2, 1],
      [from + 1, from + 2, 1],
    ];
    const bridged = graphOf(7, [...clique(0), ...clique(4), [2, 4, 1], [3, 0, 1], [3, 1, 1]]);
    expect(largestTrussPart(bridged, all(7))).toBe(4);
    expect(largestTrussPart(graphOf(7, [...clique(0), ...clique(4), [2, 4, 1], [1, 4, 1]]), all(7))).toBe(6);
  });
  it('looks at the nodes asked about only', () => {
    const triangle = graphOf(3, [
      [0, 1, 1],
      [1, 2, 1],
      [0, 2, 1],
    ]);
    expect(largestTrussPart(triangle, all(3))).toBe(3);
    expect(largestTrussPart(triangle, all(2))).toBe(0);
  });
});

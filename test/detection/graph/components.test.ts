import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents, splitDisconnected } from '../../../server/src/detection/graph/components.ts';
import { bucketBy, inducedSubgraph } from '../../../server/src/detection/graph/csr.ts';
import { UnionFind } from '../../../server/src/detection/graph/union-find.ts';
import { anyGraph, graphOf, naiveComponents, samePartition } from './random-graph.ts';

describe('connected components', () => {
  it('equal those found by plain relabelling', () => {
    fc.assert(
      fc.property(anyGraph(30), ({ nodeCount, edges }) => {
        const found = connectedComponents(graphOf(nodeCount, edges));
        expect(samePartition(found.group, naiveComponents(nodeCount, edges))).toBe(true);
        expect(found.count).toBe(new Set(found.group).size);
      }),
    );
  });

  it('equal the sets of union-find, whatever the order of the unions', () => {
    fc.assert(
      fc.property(anyGraph(30), fc.infiniteStream(fc.nat()), ({ nodeCount, edges }, order) => {
        const sets = new UnionFind(nodeCount);
        const shuffled = [...edges].sort(() => ((order.next().value ?? 0) % 3) - 1);
        for (const [a, b] of shuffled) sets.union(a, b);
        const roots = Array.from({ length: nodeCount }, (_, v) => sets.find(v));
        expect(roots).toEqual(naiveComponents(nodeCount, edges));
      }),
    );
  });

  it('split a partition where a group hangs together only through others', () => {
    const path = graphOf(3, [
      [0, 1, 1],
      [1, 2, 1],
    ]);
    expect([...splitDisconnected(path, Int32Array.from([0, 1, 0])).group]).toEqual([0, 1, 2]);
  });
});

describe('an induced subgraph', () => {
  it('has the edges between its nodes and no others, and leaves the scratch array clean', () => {
    fc.assert(
      fc.property(anyGraph(20), fc.nat(), ({ nodeCount, edges }, pick) => {
        const nodes = Array.from({ length: nodeCount }, (_, v) => v).filter((v) => (v * 7 + pick) % 3 > 0);
        const scratch = new Int32Array(nodeCount).fill(-1);
        const part = inducedSubgraph(graphOf(nodeCount, edges), nodes, scratch);
        const inside = edges.filter(([a, b]) => nodes.includes(a) && nodes.includes(b));
        expect(part.neighbours.length).toBe(inside.length * 2);
        expect(part.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(
          inside.reduce((sum, [, , w]) => sum + 2 * w, 0),
        );
        expect(scratch.every((slot) => slot === -1)).toBe(true);
      }),
    );
  });
});

describe('bucketing', () => {
  it('puts every item under its key in the old order and leaves out negative keys', () => {
    const { offsets, items } = bucketBy(Int32Array.from([2, 0, -1, 2, 0]), 3);
    expect([...offsets]).toEqual([0, 2, 2, 4]);
    expect([...items]).toEqual([1, 4, 0, 3]);
  });
});

/** Local communities by push and sweep: planted cliques, and the walk's mass against power iteration. */
import { describe, expect, it } from 'vitest';
import { localCommunity } from '../../../server/src/detection/graph/personalised-page-rank.ts';
import { graphOf } from './random-graph.ts';

const clique = (from: number, size: number): [number, number, number][] => {
  const edges: [number, number, number][] = [];
  for (let a = from; a < from + size; a++) for (let b = a + 1; b < from + size; b++) edges.push([a, b, 1]);
  return edges;
};
const OPTIONS = { restart: 0.15, tolerance: 1e-4, maxSize: 50 };

describe('the neighbourhood of a seed', () => {
  const graph = graphOf(14, [...clique(0, 5), ...clique(5, 8), [4, 5, 0.2]]);

  it('is the clique it stands in, not the one a weak bridge leads to', () => {
    expect([...localCommunity(graph, 1, OPTIONS)]).toEqual([0, 1, 2, 3, 4]);
    expect([...localCommunity(graph, 9, OPTIONS)]).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('is the seed alone where it has no neighbours', () => {
    expect([...localCommunity(graph, 13, OPTIONS)]).toEqual([13]);
  });

  it('is never larger than asked for', () => {
    expect(localCommunity(graph, 9, { ...OPTIONS, maxSize: 3 }).length).toBeLessThanOrEqual(3);
  });
});

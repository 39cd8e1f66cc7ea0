/** Some of the edges of a list. */
import type { EdgeList } from './csr.ts';
import type { ProjectedEdges } from './projection.ts';

/** Positions below `length` that pass, ascending; `passes` is asked twice. */
export function positionsWhere(length: number, passes: (position: number) => boolean): Int32Array {
  let count = 0;
  for (let i = 0; i < length; i++) if (passes(i)) count++;
  const positions = new Int32Array(count);
  let at = 0;
  for (let i = 0; at < count; i++) if (passes(i)) positions[at++] = i;
  return positions;
}

/** Their weights and ends alone. */
export function edgesOfList(edges: EdgeList, positions: Int32Array): EdgeList {
  const weight = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i++) weight[i] = edges.weight[positions[i] ?? 0] ?? 0;
  return {
    length: positions.length,
    from: positions.map((e) => edges.from[e] ?? 0),
    to: positions.map((e) => edges.to[e] ?? 0),
    weight,
  };
}

export function edgesAt(edges: ProjectedEdges, positions: Int32Array): ProjectedEdges {
  return {
    ...edgesOfList(edges, positions),
    common: positions.map((e) => edges.common[e] ?? 0),
    classes: positions.map((e) => edges.classes[e] ?? 0),
  };
}

/** Some of the edges of a list. */
import { type EdgeList, valuesAt } from './csr.ts';
import type { ProjectedEdges } from './projection.ts';

/** Positions below `length` that pass, ascending. */
export function positionsWhere(length: number, passes: (position: number) => boolean): Int32Array<ArrayBuffer> {
  // What is not written to takes no memory.
  const positions = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (passes(i)) positions[count++] = i;
  return positions.slice(0, count);
}

/** Their weights and ends alone. */
export function edgesOfList(edges: EdgeList, positions: Int32Array): EdgeList {
  const weight = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i++) weight[i] = edges.weight[positions[i] ?? 0] ?? 0;
  return {
    length: positions.length,
    from: valuesAt(edges.from, positions),
    to: valuesAt(edges.to, positions),
    weight,
  };
}

export function edgesAt(edges: ProjectedEdges, positions: Int32Array): ProjectedEdges {
  return {
    ...edgesOfList(edges, positions),
    common: valuesAt(edges.common, positions),
    classes: valuesAt(edges.classes, positions),
  };
}

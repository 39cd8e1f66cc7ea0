/**
 * FRAUDAR (Hooi et al., KDD 2016) on accounts × identifiers: take away the least tied node again and again, keep the
 * block of the greatest Σ edge weight ÷ nodes, where an edge to an identifier of degree d weighs 1/ln(d + 5); then
 * the same without that block's edges, for the next one. A block may consist of parts that share nothing: each is a
 * group of its own (otherwise the first block merges most rings into one).
 */
import { columnSuspicion } from '../../../detection/graph/dense-core.ts';
import { columnDegree, type Incidence } from '../../../detection/graph/incidence.ts';
import { UnionFind } from '../../../detection/graph/union-find.ts';
import type { Baseline, BaselineGroup } from './baseline.ts';
import { LeastFirst } from './least-first.ts';

const MOST_BLOCKS = 150;

export const fraudar: Baseline = {
  name: 'FRAUDAR blocks',
  find: ({ sharing }) => densestBlocks(sharing.byAccount, MOST_BLOCKS),
};

type Edges = { readonly row: Int32Array; readonly column: Int32Array; readonly weight: Float64Array };

/** The connected parts of each block in the order the blocks are found; `strength` is the block's density. */
export function densestBlocks(incidence: Incidence, most: number): BaselineGroup[] {
  const edges = sharedEdges(incidence);
  const present = new Uint8Array(edges.row.length).fill(1);
  const groups: BaselineGroup[] = [];
  for (let block = 0; block < most; block++) {
    const { density, isIn } = densestBlock(incidence, edges, present);
    const parts = takeOut(incidence, edges, { present, isIn });
    if (parts.length === 0) break;
    groups.push(...parts.map((accounts) => ({ accounts, strength: density })));
  }
  return groups;
}

type Taken = { readonly present: Uint8Array; readonly isIn: Uint8Array };

/** Removes the edges of a block; its accounts, by connected part. */
function takeOut({ rowCount, columnCount }: Incidence, edges: Edges, { present, isIn }: Taken): Int32Array[] {
  const together = new UnionFind(rowCount + columnCount);
  const accounts = new Set<number>();
  for (let e = 0; e < present.length; e++) {
    const [row, column] = [edges.row[e] ?? 0, rowCount + (edges.column[e] ?? 0)];
    if (present[e] !== 1 || isIn[row] !== 1 || isIn[column] !== 1) continue;
    present[e] = 0;
    together.union(row, column);
    accounts.add(row);
  }
  const parts = new Map<number, number[]>();
  for (const account of [...accounts].sort((a, b) => a - b)) {
    const root = together.find(account);
    parts.set(root, [...(parts.get(root) ?? []), account]);
  }
  return [...parts.values()].map((part) => Int32Array.from(part));
}

/** Identifiers of one account are left out: they tie nobody, and would only make their holder look dense. */
function sharedEdges(incidence: Incidence): Edges {
  const { entryRow, entryColumn } = incidence;
  const kept: number[] = [];
  for (let e = 0; e < entryRow.length; e++) if (columnDegree(incidence, entryColumn[e] ?? 0) > 1) kept.push(e);
  const column = Int32Array.from(kept, (e) => entryColumn[e] ?? 0);
  return {
    row: Int32Array.from(kept, (e) => entryRow[e] ?? 0),
    column,
    weight: Float64Array.from(column, (c) => columnSuspicion(columnDegree(incidence, c))),
  };
}

type Block = { readonly density: number; readonly isIn: Uint8Array };

function densestBlock({ rowCount, columnCount }: Incidence, edges: Edges, present: Uint8Array): Block {
  const nodes = rowCount + columnCount;
  const tied = new Float64Array(nodes);
  const at = adjacency(nodes, rowCount, edges, present);
  let total = 0;
  for (let e = 0; e < present.length; e++) {
    if (present[e] !== 1) continue;
    for (const node of [edges.row[e] ?? 0, rowCount + (edges.column[e] ?? 0)]) {
      tied[node] = (tied[node] ?? 0) + (edges.weight[e] ?? 0);
    }
    total += edges.weight[e] ?? 0;
  }
  const left = new LeastFirst(tied.map((weight) => (weight === 0 ? Number.POSITIVE_INFINITY : weight)));
  const removed: number[] = [];
  const order = peel({ left, total, at }, removed);
  const isIn = new Uint8Array(nodes);
  for (const node of removed.slice(order.best)) isIn[node] = 1;
  return { density: order.density, isIn };
}

type Adjacency = { readonly offsets: Int32Array; readonly other: Int32Array; readonly weight: Float64Array };
type Peeling = { readonly left: LeastFirst; readonly total: number; readonly at: Adjacency };

/** Fills `removed` in the order of removal; `best` is how many were gone when the rest was densest. */
function peel({ left, total, at }: Peeling, removed: number[]): { best: number; density: number } {
  let count = left.finite();
  let rest = total;
  let [best, density] = [0, count === 0 ? 0 : total / count];
  while (count > 0) {
    const { key: node, value } = left.take();
    removed.push(node);
    rest -= value;
    count--;
    for (let i = at.offsets[node] ?? 0; i < (at.offsets[node + 1] ?? 0); i++) {
      left.lower(at.other[i] ?? 0, at.weight[i] ?? 0);
    }
    if (count > 0 && rest / count > density + 1e-12) [best, density] = [removed.length, rest / count];
  }
  return { best, density };
}

function adjacency(nodes: number, rowCount: number, edges: Edges, present: Uint8Array): Adjacency {
  const offsets = new Int32Array(nodes + 1);
  const ends = (e: number): readonly [number, number] => [edges.row[e] ?? 0, rowCount + (edges.column[e] ?? 0)];
  for (let e = 0; e < present.length; e++) {
    if (present[e] === 1) for (const node of ends(e)) offsets[node + 1] = (offsets[node + 1] ?? 0) + 1;
  }
  for (let v = 0; v < nodes; v++) offsets[v + 1] = (offsets[v + 1] ?? 0) + (offsets[v] ?? 0);
  const next = offsets.slice(0, nodes);
  const other = new Int32Array(offsets[nodes] ?? 0);
  const weight = new Float64Array(other.length);
  const put = (from: number, to: number, e: number): void => {
    const place = next[from] ?? 0;
    next[from] = place + 1;
    other[place] = to;
    weight[place] = edges.weight[e] ?? 0;
  };
  for (let e = 0; e < present.length; e++) {
    if (present[e] !== 1) continue;
    const [row, column] = ends(e);
    put(row, column, e);
    put(column, row, e);
  }
  return { offsets, other, weight };
}

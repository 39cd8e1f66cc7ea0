/**
 * How suspicious each pair of a small group is: what both hold, and what they did together. One set of buffers serves
 * group after group.
 */
import type { ReadCommonColumns } from './common-columns.ts';
import type { WeightedGraph } from './csr.ts';

export type SuspicionInput = {
  readonly rowCount: number;
  /** Of persons × identifiers. */
  readonly commonColumns: ReadCommonColumns;
  readonly acts: WeightedGraph;
  /** Identifier → what it adds to a pair that holds it. */
  readonly weightOf: (column: number) => number;
  /** Identifier → fewest holders in the group for it to count. */
  readonly leastHolders: (column: number) => number;
};

/** Rows, ascending → weights between them, row by row; they stand until the next call. */
export function createSuspicion({ rowCount, commonColumns, acts, weightOf, leastHolders }: SuspicionInput) {
  // Row → place among those asked about, −1 for everybody else.
  const placeOf = new Int32Array(rowCount).fill(-1);
  let weights = new Float64Array(64 * 64);
  const room = (n: number): void => {
    if (n * n > weights.length) weights = new Float64Array(n * n);
    else weights.fill(0, 0, n * n);
  };
  const add = (n: number, a: number, b: number, weight: number): void => {
    weights[a * n + b] = (weights[a * n + b] ?? 0) + weight;
  };
  const addColumn = (n: number, column: number, holders: readonly number[]): void => {
    if (holders.length < leastHolders(column)) return;
    const weight = weightOf(column);
    for (const a of holders) for (const b of holders) if (a !== b) add(n, a, b, weight);
  };
  const addActs = (rows: Int32Array, a: number): void => {
    const end = acts.offsets[(rows[a] ?? 0) + 1] ?? 0;
    for (let e = acts.offsets[rows[a] ?? 0] ?? 0; e < end; e++) {
      const b = placeOf[acts.neighbours[e] ?? -1] ?? -1;
      if (b >= 0) add(rows.length, a, b, acts.weights[e] ?? 0);
    }
  };

  return (rows: Int32Array): Float64Array => {
    const n = rows.length;
    room(n);
    const common = commonColumns(rows);
    common.columns.forEach((column, i) => {
      addColumn(n, column, common.holders[i] ?? []);
    });
    for (let i = 0; i < n; i++) placeOf[rows[i] ?? 0] = i;
    for (let a = 0; a < n; a++) addActs(rows, a);
    for (let i = 0; i < n; i++) placeOf[rows[i] ?? 0] = -1;
    return weights;
  };
}

/**
 * Rows × columns becomes rows × rows: two rows are joined when they have a column in common. The weight of a common
 * column of degree k is its own weight × ln(N/k) / ((k − 1) ln(N/2)): inverse frequency times Newman's 1/(k − 1),
 * scaled so that a column of just two rows counts its full weight. (Gustavson's sparse product, one row at a time.)
 */
import type { EdgeList } from './csr.ts';
import { columnDegree, type Incidence } from './incidence.ts';

export type ProjectedEdges = EdgeList & {
  /** Columns the two ends have in common. */
  readonly common: Int32Array;
  /** One bit for each class of column that joins them. */
  readonly classes: Int32Array;
};

export type ProjectionInput = {
  readonly incidence: Incidence;
  /** Weight of a column before the discount; 0 leaves it out. */
  readonly columnWeight: Float32Array;
  /** Weight of a column as it is, where its degree elsewhere is known and the rows are only some of all. */
  readonly columnShare?: Float32Array;
  readonly columnClass: Uint8Array;
  /** Factor for one entry (recency), or null. */
  readonly entryFactor: Float32Array | null;
  /** All rows there are, where these are some of them; default: these. */
  readonly universe?: number;
  /** Columns of one group count once in `common` (moments of one deed); must not fall from column to column. */
  readonly columnGroup?: Int32Array;
};

export function hubDiscount(rows: number, degree: number): number {
  const universe = Math.max(rows, 4);
  return Math.max(0, Math.log(universe / degree)) / ((degree - 1) * Math.log(universe / 2));
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
export function project(input: ProjectionInput): ProjectedEdges {
  const { incidence, columnClass, entryFactor } = input;
  const { rowCount, columnOffsets, entryRow, entryColumn, rowOffsets, rowEntries } = incidence;
  const share = input.columnShare ?? discounted(input);
  const weight = new Float64Array(rowCount);
  const common = new Int32Array(rowCount);
  const classes = new Int32Array(rowCount);
  const touched = new Int32Array(rowCount);
  const lastGroup = new Int32Array(rowCount).fill(-1);
  const edges = new EdgeSink(rowCount);
  for (let a = 0; a < rowCount; a++) {
    let count = 0;
    for (let i = rowOffsets[a] ?? 0; i < (rowOffsets[a + 1] ?? 0); i++) {
      const entry = rowEntries[i] ?? 0;
      const column = entryColumn[entry] ?? 0;
      const each = share[column] ?? 0;
      if (each === 0) continue;
      const bit = 1 << (columnClass[column] ?? 0);
      const group = input.columnGroup ? (input.columnGroup[column] ?? column) : column;
      // Entries of a column are sorted by row: those after our own are the later rows.
      for (let e = entry + 1; e < (columnOffsets[column + 1] ?? 0); e++) {
        const b = entryRow[e] ?? 0;
        if (common[b] === 0) touched[count++] = b;
        if (lastGroup[b] !== group) common[b] = (common[b] ?? 0) + 1;
        lastGroup[b] = group;
        classes[b] = (classes[b] ?? 0) | bit;
        const factor = entryFactor === null ? 1 : Math.min(entryFactor[entry] ?? 1, entryFactor[e] ?? 1);
        weight[b] = (weight[b] ?? 0) + each * factor;
      }
    }
    for (let i = 0; i < count; i++) {
      const b = touched[i] ?? 0;
      edges.add(a, b, weight[b] ?? 0, common[b] ?? 0, classes[b] ?? 0);
      weight[b] = 0;
      common[b] = 0;
      classes[b] = 0;
      lastGroup[b] = -1;
    }
  }
  return edges.take();
}

function discounted({ incidence, columnWeight, universe = incidence.rowCount }: ProjectionInput): Float32Array {
  const share = new Float32Array(incidence.columnCount);
  for (let c = 0; c < share.length; c++) {
    const degree = columnDegree(incidence, c);
    if (degree > 1) share[c] = (columnWeight[c] ?? 0) * hubDiscount(universe, degree);
  }
  return share;
}

class EdgeSink {
  #length = 0;
  #from: Int32Array<ArrayBuffer>;
  #to: Int32Array<ArrayBuffer>;
  #weight: Float32Array<ArrayBuffer>;
  #common: Int32Array<ArrayBuffer>;
  #classes: Int32Array<ArrayBuffer>;

  constructor(room: number) {
    const size = Math.max(16, room);
    this.#from = new Int32Array(size);
    this.#to = new Int32Array(size);
    this.#weight = new Float32Array(size);
    this.#common = new Int32Array(size);
    this.#classes = new Int32Array(size);
  }

  add(from: number, to: number, weight: number, common: number, classes: number): void {
    if (this.#length === this.#from.length) this.#grow();
    const at = this.#length++;
    this.#from[at] = from;
    this.#to[at] = to;
    this.#weight[at] = weight;
    this.#common[at] = common;
    this.#classes[at] = classes;
  }

  take(): ProjectedEdges {
    const end = this.#length;
    return {
      length: end,
      from: this.#from.slice(0, end),
      to: this.#to.slice(0, end),
      weight: this.#weight.slice(0, end),
      common: this.#common.slice(0, end),
      classes: this.#classes.slice(0, end),
    };
  }

  #grow(): void {
    const size = this.#from.length * 2;
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const wide = new Int32Array(size);
      wide.set(old);
      return wide;
    };
    const weight = new Float32Array(size);
    weight.set(this.#weight);
    this.#weight = weight;
    this.#from = wider(this.#from);
    this.#to = wider(this.#to);
    this.#common = wider(this.#common);
    this.#classes = wider(this.#classes);
  }
}

/** Arrays shared by the steps of one Leiden run, so that no level allocates its own. */
import type { WeightedGraph } from './csr.ts';

export type LeidenBuffers = {
  /** Zero everywhere between steps. */
  readonly linkWeight: Float32Array;
  readonly touched: Int32Array;
  readonly total: Float64Array;
  readonly outward: Float64Array;
  readonly flag: Uint8Array;
  readonly name: Int32Array;
  readonly neighbours: Int32Array;
  readonly weights: Float32Array;
};

export const createBuffers = ({ nodeCount, neighbours }: WeightedGraph): LeidenBuffers => ({
  linkWeight: new Float32Array(nodeCount),
  touched: new Int32Array(nodeCount),
  total: new Float64Array(nodeCount),
  outward: new Float64Array(nodeCount),
  flag: new Uint8Array(nodeCount),
  name: new Int32Array(nodeCount),
  neighbours: new Int32Array(neighbours.length),
  weights: new Float32Array(neighbours.length),
});

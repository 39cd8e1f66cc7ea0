/**
 * What the threads that partition one graph share: the graph, who has taken which task, and the results. Each thread
 * takes the next task that nobody has; which one does a task makes no difference to its result.
 */
import type { WeightedGraph } from '../../detection/graph/csr.ts';
import { type LeidenOptions, leiden } from '../../detection/graph/leiden.ts';

export type PartitionTasks = {
  readonly graph: WeightedGraph;
  readonly options: readonly LeidenOptions[];
  /** The next task; then for each task its state, and its number of groups. */
  readonly control: Int32Array;
  readonly groups: readonly Int32Array[];
};

const NEXT = 0;
export const PENDING = 0;
export const DONE = 1;
const FAILED = 2;
export const stateAt = (task: number): number => 1 + 2 * task;
export const countAt = (task: number): number => 2 + 2 * task;

export function shareTasks(graph: WeightedGraph, options: readonly LeidenOptions[]): PartitionTasks {
  const { nodeCount } = graph;
  return {
    graph: {
      nodeCount,
      offsets: shared(graph.offsets, (buffer) => new Int32Array(buffer)),
      neighbours: shared(graph.neighbours, (buffer) => new Int32Array(buffer)),
      weights: shared(graph.weights, (buffer) => new Float32Array(buffer)),
    },
    options,
    control: new Int32Array(new SharedArrayBuffer(4 * (1 + 2 * options.length))),
    groups: options.map(() => new Int32Array(new SharedArrayBuffer(4 * nodeCount))),
  };
}

function shared<T extends Int32Array | Float32Array>(column: T, view: (buffer: SharedArrayBuffer) => T): T {
  const copy = view(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

/** Until none is left. */
export function takeTasks({ graph, options, control, groups }: PartitionTasks): void {
  for (;;) {
    const task = Atomics.add(control, NEXT, 1);
    const own = options[task];
    if (own === undefined) return;
    try {
      const { count, group } = leiden(graph, own);
      groups[task]?.set(group);
      Atomics.store(control, countAt(task), count);
      Atomics.store(control, stateAt(task), DONE);
    } catch {
      // No memory on this thread, say: the main one does it again, and says so if it cannot either.
      Atomics.store(control, stateAt(task), FAILED);
    }
    Atomics.notify(control, stateAt(task));
  }
}

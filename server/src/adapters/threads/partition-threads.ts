/**
 * Partitions of one graph at several resolutions, on several threads. The main thread works too and waits at the end
 * for what others have taken, so a thread that never starts costs nothing but its part.
 */
import { Worker } from 'node:worker_threads';
import type { CreatePartitioner } from '../../application/ports/partitioner.ts';
import type { Partition } from '../../detection/graph/components.ts';
import { leiden, partitionInTurn } from '../../detection/graph/leiden.ts';
import { countAt, DONE, type PartitionTasks, PENDING, shareTasks, stateAt, takeTasks } from './partition-tasks.ts';

/** Ends of edges from which on a thread gains more time than starting it and sharing the graph takes. */
const WORTH_SHARING = 500_000;
/** A thread that takes this many times as long as the main one with all its own tasks has died. */
const LONGEST_WAIT_FACTOR = 20;
const LEAST_WAIT_MS = 60_000;

/** Only there in the compiled server; run from its sources, it does without. */
const WORKER = new URL('./partition-worker.js', import.meta.url);

export const createPartitioner =
  (worthSharing = WORTH_SHARING): CreatePartitioner =>
  (threads) =>
  (graph, options) => {
    const others = Math.min(threads, options.length) - 1;
    if (others < 1 || graph.neighbours.length < worthSharing) return partitionInTurn(graph, options);
    const tasks = shareTasks(graph, options);
    const start = performance.now();
    for (let i = 0; i < others; i++) startWorker(tasks);
    takeTasks(tasks);
    const longestMs = Math.max(LEAST_WAIT_MS, (performance.now() - start) * LONGEST_WAIT_FACTOR);
    return options.map((own, task) => resultOf(tasks, task, longestMs) ?? leiden(graph, own));
  };

function startWorker(tasks: PartitionTasks): void {
  const worker = new Worker(WORKER, { workerData: tasks });
  // What it has taken is done by the main thread then.
  worker.on('error', () => {});
  worker.unref();
}

/** Null where the thread that took it has failed. */
function resultOf({ control, groups }: PartitionTasks, task: number, longestMs: number): Partition | null {
  Atomics.wait(control, stateAt(task), PENDING, longestMs);
  const group = groups[task];
  const isDone = Atomics.load(control, stateAt(task)) === DONE;
  return group && isDone ? { count: Atomics.load(control, countAt(task)), group } : null;
}

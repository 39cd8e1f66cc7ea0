/** Partitions a graph on one to three threads, and by a worker alone, and tells whether all agree: `equal` or `NOT equal`. */
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { partitionInTurn } from '../../server/src/detection/graph/leiden.ts';
import { graphOf, plantedGroups, seeded } from '../detection/graph/random-graph.ts';
import { buildServer, importBuilt } from './import-built.ts';

type Tasks = typeof import('../../server/src/adapters/threads/partition-tasks.ts');
type Threads = typeof import('../../server/src/adapters/threads/partition-threads.ts');

// As it runs: a thread of its own does not read TypeScript on every Node.
await buildServer();
const { shareTasks } = await importBuilt<Tasks>('adapters/threads/partition-tasks');
const { createPartitioner } = await importBuilt<Threads>('adapters/threads/partition-threads');
const WORKER = new URL('../../server/dist/adapters/threads/partition-worker.js', import.meta.url);
const { nodeCount, edges } = plantedGroups(300, seeded(3));
const graph = graphOf(nodeCount, edges);
const options = [0.02, 0.06, 0.2].map((resolution) => ({ resolution, iterations: 2 }));
const expected = partitionInTurn(graph, options).map(({ group }) => [...group]);

const onThreads = [1, 2, 3].map((threads) =>
  createPartitioner(0)(threads)(graph, options).map(({ group }) => [...group]),
);

const tasks = shareTasks(graph, options);
const worker = new Worker(WORKER, { workerData: tasks });
await new Promise((resolve) => worker.on('exit', resolve));
const byWorker = tasks.groups.map((group) => [...group]);

const areEqual = [...onThreads, byWorker].every((found) => isDeepStrictEqual(found, expected));
process.stdout.write(areEqual ? 'equal' : 'NOT equal');

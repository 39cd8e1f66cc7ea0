/** The other threads of partition-threads.ts. */
import { workerData } from 'node:worker_threads';
import { takeTasks } from './partition-tasks.ts';

takeTasks(workerData);

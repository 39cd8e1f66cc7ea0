import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPartitioner } from '../../../server/src/adapters/threads/partition-threads.ts';
import { partitionInTurn } from '../../../server/src/detection/graph/leiden.ts';
import { graphOf } from '../../detection/graph/random-graph.ts';

const CHILD = fileURLToPath(new URL('../../support/partition-child.ts', import.meta.url));
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

describe('partitions on several threads', () => {
  it('are those of one thread, whoever works them out', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', LOADER, CHILD]);
    expect(stdout).toBe('equal');
  }, 120_000);

  it('of a small graph are worked out on one', () => {
    const graph = graphOf(3, [[0, 1, 1]]);
    const options = [{ resolution: 0.1, iterations: 2 }];
    expect(createPartitioner()(8)(graph, options)).toEqual(partitionInTurn(graph, options));
  });
});

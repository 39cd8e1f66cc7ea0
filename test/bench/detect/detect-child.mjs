/**
 * Detection after loading, in a process of its own and from the compiled server, as users run it: `columns threads runs`.
 * Prints its figures as one line of JSON.
 */
import { createHash } from 'node:crypto';
import { readColumnsFile } from '../../../server/dist/adapters/sqlite/columns-file.js';
import { createPartitioner } from '../../../server/dist/adapters/threads/partition-threads.js';
import { DEFAULT_PARAMETERS } from '../../../server/dist/detection/parameters.js';
import { detectRings } from '../../../server/dist/detection/pipeline.js';

/** @param {import('../../../server/src/detection/columns.ts').GraphColumns} columns @param {number} threads */
function detect(columns, threads) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const now = () => performance.now();
  const found = detectRings(columns, DEFAULT_PARAMETERS, { now, partitionAll: createPartitioner()(threads) });
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms,
    cpuMs: (user + system) / 1000,
    stages: found.stages,
    rings: found.candidates.length,
    hash: hashOf(found),
  };
}

/** Of the rings and leads as one JSON text, written ring by ring: all of it at once is no memory of detection's. */
function hashOf(/** @type {ReturnType<typeof detectRings>} */ { candidates, leads }) {
  const hash = createHash('sha256').update('[');
  for (const [i, rings] of [candidates, leads].entries()) {
    hash.update(i === 0 ? '[' : ',[');
    for (const [at, ring] of rings.entries()) hash.update(`${at === 0 ? '' : ','}${JSON.stringify(ring)}`);
    hash.update(']');
  }
  return hash.update(']').digest('hex');
}

const [path = '', threads = '1', runs = '1'] = process.argv.slice(2);
const cpu = process.cpuUsage();
const columns = /** @type {Parameters<typeof detectRings>[0] | null} */ (readColumnsFile(path, 'bench'));
if (!columns) throw new Error('the columns cannot be read');
const { user, system } = process.cpuUsage(cpu);
const all = Array.from({ length: Number(runs) }, () => detect(columns, Number(threads)));
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ loadCpuMs: (user + system) / 1000, runs: all, peakMb }));

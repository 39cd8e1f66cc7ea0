/** Child process: our Leiden on the graph in a folder. Arguments: folder, repetitions, resolution. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toWeightedGraph } from '../../../server/src/detection/graph/csr.ts';
import { leiden } from '../../../server/src/detection/graph/leiden.ts';
import { readGraph } from './graph-files.ts';

const [folder = '', repetitions = '', resolution = ''] = process.argv.slice(2);
const { nodeCount, edges } = readGraph(folder);
const builds: number[] = [];
const times: number[] = [];
const cpuTimes: number[] = [];
const cpuMs = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
let group = new Int32Array(0);
for (let i = 0; i < Number(repetitions); i++) {
  const start = performance.now();
  const graph = toWeightedGraph(nodeCount, edges);
  const built = performance.now();
  const cpuBefore = cpuMs();
  group = Int32Array.from(leiden(graph, { resolution: Number(resolution), iterations: 2 }).group);
  builds.push(built - start);
  times.push(performance.now() - built);
  cpuTimes.push(cpuMs() - cpuBefore);
}
writeFileSync(join(folder, 'own.i32'), group);
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ builds, times, cpuTimes, peakMb }));

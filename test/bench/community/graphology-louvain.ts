/** Child process: graphology and its Louvain on the graph in a folder. Arguments: folder, repetitions, resolution. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import { seeded } from '../../detection/graph/random-graph.ts';
import { readGraph } from './graph-files.ts';

const [folder = '', repetitions = '', resolution = ''] = process.argv.slice(2);
const { nodeCount, edges } = readGraph(folder);
const builds: number[] = [];
const times: number[] = [];
const cpuTimes: number[] = [];
const cpuMs = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
const group = new Int32Array(nodeCount);
const weight = edges.weight.reduce((sum, w) => sum + w, 0);
// Modularity's γ for the same density per pair: γ · 2W / ⟨k⟩².
const scaled = (Number(resolution) * 2 * weight) / ((2 * weight) / nodeCount) ** 2;
for (let i = 0; i < Number(repetitions); i++) {
  const start = performance.now();
  const graph = new Graph({ type: 'undirected' });
  for (let v = 0; v < nodeCount; v++) graph.addNode(v);
  for (let e = 0; e < edges.length; e++) graph.addEdge(edges.from[e], edges.to[e], { weight: edges.weight[e] });
  const built = performance.now();
  const cpuBefore = cpuMs();
  const found = louvain(graph, { resolution: scaled, rng: seeded(1) });
  times.push(performance.now() - built);
  cpuTimes.push(cpuMs() - cpuBefore);
  builds.push(built - start);
  for (let v = 0; v < nodeCount; v++) group[v] = found[v] ?? -1;
}
writeFileSync(join(folder, 'graphology.i32'), group);
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ builds, times, cpuTimes, peakMb }));

/**
 * `pnpm bench community [shape:edges…] [--peers igraph,networkit,graphology] [--repetitions N]`: our Leiden with CPM (γ 0.05, two iterations)
 * against igraph's C Leiden, NetworKit's ParallelLeiden on two threads, and graphology with its Louvain, one after the
 * other on the same graph, each in a process of its own, scored alike. The least time of each counts; on a machine with
 * other work only processor time can be compared (NetworKit's is that of both threads). Python comes from
 * CLEWLINE_BENCH_PYTHON or python3 with test/bench/requirements.txt installed; without it those peers are skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readIntegers, writeGraph } from './community/graph-files.ts';
import { type GraphShape, type PlantedGraph, plantGraph } from './community/planted-graphs.ts';
import { type Quality, qualityOf } from './community/quality.ts';

const RESOLUTION = 0.05;
/** graphology needs 0.7 GB for a million edges. */
const GRAPHOLOGY_MOST_EDGES = 2_000_000;

const PEERS = ['igraph', 'networkit', 'graphology'] as const;
type Tool = 'own' | (typeof PEERS)[number];
type Figures = Readonly<Record<'builds' | 'times' | 'cpuTimes', readonly number[]>> & { readonly peakMb: number };
type Result = Quality & {
  readonly tool: Tool;
  readonly buildMs: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
};

const here = (name: string): string => fileURLToPath(new URL(`community/${name}`, import.meta.url));

export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { python: { type: 'string' }, peers: { type: 'string' }, repetitions: { type: 'string' } },
  });
  const python = values.python ?? process.env['CLEWLINE_BENCH_PYTHON'] ?? 'python3';
  const wanted = values.peers?.split(',') ?? PEERS;
  const peers = PEERS.filter((peer) => wanted.includes(peer));
  const graphs = positionals.length > 0 ? positionals : ['flat:1000000', 'heavy:1000000'];
  for (const name of graphs) {
    const [shape = '', edges = '1000000'] = name.split(':');
    if (shape !== 'flat' && shape !== 'heavy') throw new Error(`${name}: the shape is flat or heavy`);
    compare(shape, Number(edges), {
      python,
      peers,
      repetitions: values.repetitions ?? (Number(edges) > 2e6 ? '2' : '5'),
    });
  }
}

type Setting = { readonly python: string; readonly peers: readonly Tool[]; readonly repetitions: string };

function compare(shape: GraphShape, drawn: number, setting: Setting): void {
  const graph = plantGraph(shape, drawn, 1);
  const folder = mkdtempSync(join(tmpdir(), 'clewline-bench-community-'));
  try {
    writeGraph(folder, graph);
    const tools: Tool[] = ['own', ...setting.peers];
    const results = tools.map((tool) => measure(tool, graph, folder, setting)).filter((result) => result !== null);
    report(shape, graph, results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(tool: Tool, graph: PlantedGraph, folder: string, { python, repetitions }: Setting): Result | null {
  if (tool === 'graphology' && graph.edges.length > GRAPHOLOGY_MOST_EDGES)
    return skipped(tool, 'graph too large for it');
  const tail = [folder, tool === 'graphology' ? '2' : repetitions, String(RESOLUTION)];
  const script = here(tool === 'own' ? 'own-leiden.ts' : 'graphology-louvain.ts');
  const command =
    tool === 'own' || tool === 'graphology'
      ? [process.execPath, '--max-old-space-size=8192', '--import', 'tsx', script, ...tail]
      : [python, here('peers.py'), tool, ...tail];
  const child = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' });
  if (child.error) return skipped(tool, child.error.message);
  if (child.stderr.includes('ModuleNotFoundError')) return skipped(tool, `${python} lacks test/bench/requirements.txt`);
  if (child.status !== 0) throw new Error(`${tool} failed: ${child.stderr}`);
  const { builds, times, cpuTimes, peakMb } = parseFigures(child.stdout);
  const quality = qualityOf(graph, readIntegers(join(folder, `${tool}.i32`)), RESOLUTION);
  return {
    tool,
    buildMs: Math.min(...builds),
    ms: Math.min(...times),
    cpuMs: Math.min(...cpuTimes),
    peakMb,
    ...quality,
  };
}

const parseFigures = (text: string): Figures => JSON.parse(text);

function skipped(tool: Tool, why: string): null {
  console.log(`skipped ${tool}: ${why}`);
  return null;
}

function report(shape: GraphShape, { nodeCount, edges }: PlantedGraph, results: readonly Result[]): void {
  const own = results.find(({ tool }) => tool === 'own');
  console.log(`\n${shape}: ${nodeCount} nodes, ${edges.length} edges, γ ${RESOLUTION}`);
  console.table(
    results.map((result) => ({
      tool: result.tool,
      'build ms': Math.round(result.buildMs),
      ms: Math.round(result.ms),
      'processor ms': Math.round(result.cpuMs),
      H: result.objective.toFixed(5),
      recall: result.recall.toFixed(3),
      precision: result.precision.toFixed(3),
      groups: result.groups,
      'peak MB': Math.round(result.peakMb),
    })),
  );
  for (const peer of own ? results.filter(({ tool }) => tool !== 'own') : []) if (own) console.log(ratios(own, peer));
}

function ratios(own: Result, peer: Result): string {
  const share = (ours: number, theirs: number): string => (ours / theirs).toFixed(2);
  const difference = (ours: number, theirs: number, digits: number): string =>
    `${ours < theirs ? '−' : '+'}${Math.abs(ours - theirs).toFixed(digits)}`;
  return (
    `own ÷ ${peer.tool}: ${share(own.ms, peer.ms)}, of processor time ${share(own.cpuMs, peer.cpuMs)}, with building ${share(own.ms + own.buildMs, peer.ms + peer.buildMs)}, ` +
    `memory ${share(own.peakMb, peer.peakMb)}; H ${difference(own.objective, peer.objective, 5)}, ` +
    `recall ${difference(own.recall, peer.recall, 4)}, precision ${difference(own.precision, peer.precision, 4)}`
  );
}

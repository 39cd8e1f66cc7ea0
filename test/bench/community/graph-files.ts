/** A planted graph as raw little-endian arrays, which Python and every child process read alike. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeList } from '../../../server/src/detection/graph/csr.ts';
import type { PlantedGraph } from './planted-graphs.ts';

export function writeGraph(folder: string, { nodeCount, edges }: PlantedGraph): void {
  writeFileSync(join(folder, 'nodes'), String(nodeCount));
  writeFileSync(join(folder, 'from.i32'), edges.from);
  writeFileSync(join(folder, 'to.i32'), edges.to);
  writeFileSync(join(folder, 'weight.f32'), edges.weight);
}

export function readGraph(folder: string): { readonly nodeCount: number; readonly edges: EdgeList } {
  const from = readIntegers(join(folder, 'from.i32'));
  return {
    nodeCount: Number(readFileSync(join(folder, 'nodes'), 'utf8')),
    edges: {
      length: from.length,
      from,
      to: readIntegers(join(folder, 'to.i32')),
      weight: new Float32Array(bytesOf(join(folder, 'weight.f32'))),
    },
  };
}

export const readIntegers = (path: string): Int32Array => new Int32Array(bytesOf(path));

function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

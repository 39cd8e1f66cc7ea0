/** Reads files through the record source, as an import does, and gathers what came out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach } from 'vitest';
import { createFileRecordSource } from '../../../server/src/adapters/files/file-record-source.ts';
import type { Reject } from '../../../server/src/application/ports/record-source.ts';
import { FailureError } from '../../../server/src/domain/failure.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';

export const NOW = Date.UTC(2026, 2, 10);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-files-'));
  folders.push(folder);
  return folder;
}

export function filesIn(contents: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  return folder;
}

export type Outcome = {
  readonly records: readonly GraphRecord[];
  readonly rejects: readonly Reject[];
  readonly read: Readonly<Record<'entities' | 'links' | 'events', number>>;
  readonly ignored: readonly string[];
  /** The sentence that stopped the reading, with the folder's name taken out; null when all was read. */
  readonly failure: string | null;
};
export type ReadOptions = { readonly mapFile?: string; readonly batchSize?: number; readonly hashKey?: string };

export async function readAll(paths: string | readonly string[], options: ReadOptions = {}): Promise<Outcome> {
  const source = createFileRecordSource({ now: () => NOW, hashKey: options.hashKey ?? null });
  const { mapFile, batchSize = 1000 } = options;
  const all = typeof paths === 'string' ? [paths] : paths;
  const opened = await source.open({ paths: all, batchSize, ...(mapFile === undefined ? {} : { mapFile }) });
  const records: GraphRecord[] = [];
  const rejects: Reject[] = [];
  const read = { entities: 0, links: 0, events: 0 };
  if (!opened.ok) return { records, rejects, read, ignored: [], failure: withoutFolder(opened.failure.message) };
  const ignored = opened.value.ignored.map((file) => basename(file));
  try {
    for await (const batch of opened.value.batches()) {
      records.push(...batch.records);
      rejects.push(...batch.rejects);
      for (const record of ['entities', 'links', 'events'] as const) read[record] += batch.read[record];
    }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { records, rejects, read, ignored, failure: withoutFolder(error.message) };
  }
  return { records, rejects, read, ignored, failure: null };
}

export const readFiles = (contents: Readonly<Record<string, string | Uint8Array>>, options?: ReadOptions) =>
  readAll(filesIn(contents), options);

const withoutFolder = (message: string): string =>
  folders.reduce((text, folder) => text.replaceAll(`${folder}/`, ''), message);

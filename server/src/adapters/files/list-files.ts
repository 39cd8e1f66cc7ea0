/** Paths as given → the files to read, what each holds by its name, and what is left aside. */
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText } from '../../domain/compare-text.ts';
import { fileFailure, toFileFailure } from './file-failure.ts';
import type { RecordClass } from './record-fields.ts';

export type FileForm = 'csv' | 'ndjson' | 'parquet';
export type FoundFile = {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** Named by the user, not found in a folder. */
  readonly isExplicit: boolean;
};
export type ContractFile = FoundFile & {
  /** Null for a rejects file, whose rows each say what they are. */
  readonly record: RecordClass | null;
  readonly form: FileForm;
  readonly gzip: boolean;
};

const NAME = /^(entities|links|events).*\.(?:(csv|ndjson|jsonl)(\.gz)?|(parquet))$/;

export async function findFiles(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    try {
      const status = await stat(path);
      if (status.isDirectory()) found.push(...(await topLevel(path)));
      else found.push({ path, name: basename(path), size: status.size, isExplicit: true });
    } catch (error) {
      throw toFileFailure(path, error) ?? error;
    }
  }
  return found;
}

async function topLevel(folder: string): Promise<readonly FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  if (names.length === 0) throw fileFailure({ file: folder }, 'there are no files in this folder');
  const sorted = names.sort(compareText);
  return Promise.all(
    sorted.map(async (name) => {
      const path = join(folder, name);
      return { path, name, size: (await stat(path)).size, isExplicit: false };
    }),
  );
}

/** What the name says the file holds; null for a name that is not of the contract. */
export function toContractFile(file: FoundFile): ContractFile | null {
  const match = NAME.exec(file.name);
  if (!match) return null;
  const [, prefix, textForm, gz, parquet] = match;
  const form = parquet ? 'parquet' : textForm === 'csv' ? 'csv' : 'ndjson';
  return { ...file, record: toRecordClass(prefix), form, gzip: gz !== undefined };
}

/** A file the user names may be a rejects file under any name; whether it is one shows its first row. */
export function toRejectsFile(file: FoundFile): ContractFile | null {
  if (!file.isExplicit || !/\.(?:ndjson|jsonl)(?:\.gz)?$/.test(file.name)) return null;
  return { ...file, record: null, form: 'ndjson', gzip: file.name.endsWith('.gz') };
}

const toRecordClass = (prefix: string | undefined): RecordClass => prefix as RecordClass;

export async function assertReadable(file: FoundFile): Promise<void> {
  if (file.size === 0) throw fileFailure({ file: file.path }, 'the file is empty');
  try {
    await access(file.path, constants.R_OK);
  } catch (error) {
    throw toFileFailure(file.path, error) ?? error;
  }
}

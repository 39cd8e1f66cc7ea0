/** Small files of the command line: settings read whole, exports written whole or not at all. */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';

export async function readTextFile(path: string): Promise<Result<string, Failure>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return fail(failure('FILE_UNREADABLE', `${path} cannot be read (${codeOf(error)})`));
  }
}

/** Written beside and moved into place, so that a reader never sees half a file. */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<Result<null, Failure>> {
  const beside = `${path}.part`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(beside));
    await rename(beside, path);
    return ok(null);
  } catch (error) {
    await rm(beside, { force: true });
    if (codeOf(error) === 'unknown') throw error;
    return fail(failure('FILE_UNREADABLE', `${path} cannot be written (${codeOf(error)})`));
  }
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true });

/** A file that only its owner may read. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

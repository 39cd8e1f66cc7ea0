/** Entries of a ZIP file as they stream by; those that are wanted are handed on in pieces, the rest passed over. */
import { createReadStream } from 'node:fs';
import { Unzip, UnzipInflate } from 'fflate';
import { fileFailure, toFileFailure } from '../file-failure.ts';

/** Small, because a piece may unpack to a thousand times its size. */
const CHUNK = 1 << 16;

/** What takes the pieces of an entry; undefined for an entry that is not wanted. */
export type EntryTaker = (name: string) => ((piece: Uint8Array) => void) | undefined;

/** Yields after each chunk of the file how many bytes it had; `take` has then seen what they held. */
export async function* zipEntries(path: string, take: EntryTaker): AsyncGenerator<number> {
  let error: Error | null = null;
  let open = 0;
  const unzip = new Unzip((entry) => {
    const taker = take(entry.name);
    if (taker === undefined) return;
    open++;
    entry.ondata = (problem, piece, isFinal) => {
      error ??= problem;
      if (problem === null) taker(piece);
      if (isFinal) open--;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      unzip.push(chunk);
      if (error !== null) throw damaged(path, error);
      yield chunk.length;
    }
    unzip.push(new Uint8Array(0), true);
  } catch (problem) {
    throw toFileFailure(path, problem) ?? damaged(path, problem);
  }
  if (open > 0 || error !== null) throw damaged(path, error);
}

function damaged(path: string, cause: unknown): Error {
  const failed = fileFailure({ file: path }, 'it is no complete XLSX file');
  failed.cause = cause;
  return failed;
}

/** The lines of a text file as byte ranges, each with its number; an endless line is refused, not gathered. */
import { type ByteSource, byteChunks } from './byte-chunks.ts';
import { MAX_ROW_BYTES } from './csv-scanner.ts';
import { fileFailure } from './file-failure.ts';

const LF = 0x0a;
const CR = 0x0d;

export type Line = { readonly bytes: Buffer; readonly number: number };

/** Lines in groups, one group a chunk: a generator step per line would cost more than reading it. */
export async function* byteLines(source: ByteSource, onBytes?: (bytes: number) => void): AsyncGenerator<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of byteChunks(source, onBytes)) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const lines: Line[] = [];
    rest = splitLines(bytes, number, lines);
    number += lines.length;
    if (rest.length > MAX_ROW_BYTES) {
      throw fileFailure({ file: source.path, line: number + 1 }, `the line is longer than ${MAX_ROW_BYTES} bytes`);
    }
    yield lines;
  }
  if (rest.length > 0) yield [{ bytes: number === 0 ? withoutMark(rest) : rest, number: number + 1 }];
}

/** Appends the complete lines and returns what follows the last of them. */
function splitLines(bytes: Buffer, linesBefore: number, lines: Line[]): Buffer {
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    const line = bytes.subarray(start, end > start && bytes[end - 1] === CR ? end - 1 : end);
    const number = linesBefore + lines.length + 1;
    lines.push({ bytes: number === 1 ? withoutMark(line) : line, number });
    start = end + 1;
  }
  return bytes.subarray(start);
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

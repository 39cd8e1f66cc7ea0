/**
 * Columns in one file: magic, length and checksum of the head; the head (JSON: what the columns are of, the parts with
 * their checksums); the bytes of the parts. Read straight into the typed arrays. Anything that does not add up reads
 * as nothing.
 */
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { createPart, type FilledPart, type Layout, type PartHead, putTogether, type Scalar } from './column-layout.ts';

const MAGIC = Buffer.from('CLWGCOL1', 'latin1');
const FRAME_BYTES = MAGIC.length + 8;
/** One read or write call takes less than 2 GiB. */
const CALL_BYTES = 1 << 28;

type Head = {
  readonly of: string;
  readonly endianness: string;
  readonly scalars: readonly Scalar[];
  readonly parts: readonly (PartHead & { readonly crc: number })[];
};

/** Takes a file descriptor opened for writing. */
export function writeColumnsFile(file: number, of: string, { parts, scalars }: Layout): void {
  const head: Head = {
    of,
    endianness: endianness(),
    scalars,
    parts: parts.map((part) => ({ ...part.head, crc: checksum(part.bytes) })),
  };
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const frame = Buffer.alloc(FRAME_BYTES);
  MAGIC.copy(frame);
  frame.writeUInt32LE(text.length, MAGIC.length);
  frame.writeUInt32LE(checksum(text), MAGIC.length + 4);
  writeAll(file, frame);
  writeAll(file, text);
  for (const { bytes } of parts) writeAll(file, bytes);
}

/** Null where there is no such file, it cannot be read, is of something else, or damaged. */
export function readColumnsFile(path: string, of: string): unknown {
  try {
    const file = openSync(path, 'r');
    try {
      const head = readHead(file, fstatSync(file).size);
      return head && head.of === of && head.endianness === endianness() ? readParts(file, head) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null; // Not there, or the disk refuses: the rows tell the same.
  }
}

function readHead(file: number, size: number): Head | null {
  const frame = Buffer.alloc(FRAME_BYTES);
  if (!readAll(file, frame) || !frame.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const length = frame.readUInt32LE(MAGIC.length);
  if (length > size) return null;
  const text = Buffer.alloc(length);
  if (!readAll(file, text) || checksum(text) !== frame.readUInt32LE(MAGIC.length + 4)) return null;
  return toHead(text.toString('utf8'));
}

const toHead = (text: string): Head => JSON.parse(text);

function readParts(file: number, { parts, scalars }: Head): unknown {
  const filled: FilledPart[] = [];
  for (const head of parts) {
    const { column, bytes } = createPart(head);
    if (!readAll(file, bytes) || checksum(bytes) !== head.crc) return null;
    filled.push({ head, column });
  }
  return putTogether(filled, scalars);
}

function checksum(bytes: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += CALL_BYTES) crc = crc32(bytes.subarray(at, at + CALL_BYTES), crc);
  return crc;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(CALL_BYTES, bytes.length - at));
}

/** False when the file ends before. */
function readAll(file: number, bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(file, bytes, at, Math.min(CALL_BYTES, bytes.length - at), null);
    if (read === 0) return false;
    at += read;
  }
  return true;
}

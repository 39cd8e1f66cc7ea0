/** The bytes of a file, unpacked where it is gzip, in large chunks; counts what was read for the progress bar. */
import { createReadStream, type ReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { createGunzip, type Gunzip } from 'node:zlib';
import { toFileFailure } from './file-failure.ts';

const CHUNK = 1 << 20;

export type ByteSource = { readonly path: string; readonly gzip: boolean; readonly encoding?: string };

export async function* byteChunks(source: ByteSource, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  try {
    const raw = rawChunks(source, onBytes);
    if (isUtf8Name(source.encoding)) yield* raw;
    else yield* transcoded(raw, source.encoding ?? 'utf-8');
  } catch (error) {
    throw toFileFailure(source.path, error) ?? error;
  }
}

async function* rawChunks(source: ByteSource, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const file = createReadStream(source.path, { highWaterMark: CHUNK });
  const stream = source.gzip ? unpacked(file) : file;
  let counted = 0;
  try {
    for await (const chunk of stream) {
      yield chunk;
      onBytes?.(file.bytesRead - counted);
      counted = file.bytesRead;
    }
  } finally {
    file.destroy();
    stream.destroy();
  }
}

function unpacked(file: ReadStream): Gunzip {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

async function* transcoded(raw: AsyncGenerator<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of raw) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

const isUtf8Name = (encoding: string | undefined): boolean => encoding === undefined || /^utf-?8$/i.test(encoding);

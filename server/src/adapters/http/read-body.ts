/** Reads a request's body up to a limit, before anything looks into it. */
import type { IncomingMessage } from 'node:http';

export const BODY_LIMIT_BYTES = 1_048_576;

/** Null when the body is larger than the limit; the rest of it is then never kept. */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT_BYTES): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        request.off('data', onData);
        resolve(null);
      }
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the connection closed before the body was complete')));
  });
}

const DISCARD_MS = 1_000;

/** Lets the client finish sending into nothing, so that it can read our answer, but not for long. */
export function discardBody(request: IncomingMessage): void {
  request.resume();
  setTimeout(() => request.destroy(), DISCARD_MS).unref();
}

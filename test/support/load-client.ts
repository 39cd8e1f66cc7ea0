/** A small load generator: keep-alive connections that send one and the same request again and again for a time. */
import { connect } from 'node:net';

export type LoadRequest = {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type LoadOptions = { readonly connections: number; readonly durationMs: number };
export type LoadResult = { readonly perSecond: number; readonly p50Ms: number; readonly p95Ms: number };

/** Every answer must be 200: a fast refusal is not an answer. */
export async function measureLoad(request: LoadRequest, { connections, durationMs }: LoadOptions): Promise<LoadResult> {
  const bytes = toBytes(request);
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + durationMs;
  const one = () => runConnection({ port: request.port, bytes, end, latencies });
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { perSecond: latencies.length / seconds, p50Ms: at(0.5), p95Ms: at(0.95) };
}

function toBytes({ path, headers, body }: LoadRequest): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`POST ${path} HTTP/1.1`, ...lines, `content-length: ${Buffer.byteLength(body)}`, '', ''];
  return Buffer.from(head.join('\r\n') + body);
}

type Connection = {
  readonly port: number;
  readonly bytes: Buffer;
  readonly end: number;
  readonly latencies: number[];
};

function runConnection({ port, bytes, end, latencies }: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let sent = 0;
    let awaited = -1;
    let received: Buffer[] = [];
    let size = 0;
    const ask = (): void => {
      awaited = -1;
      received = [];
      size = 0;
      sent = performance.now();
      socket.write(bytes);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      size += chunk.length;
      if (awaited < 0) awaited = expectedBytes(Buffer.concat(received));
      if (awaited < 0 || size < awaited) return;
      latencies.push(performance.now() - sent);
      if (performance.now() < end) ask();
      else socket.end(() => resolve());
    });
  });
}

/** Head and body together; −1 until the head is complete. */
function expectedBytes(buffer: Buffer): number {
  const headEnd = buffer.indexOf('\r\n\r\n');
  if (headEnd < 0) return -1;
  const head = buffer.subarray(0, headEnd).toString('latin1');
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`not an answer: ${buffer.toString().slice(0, 300)}`);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('an answer without a length');
  return headEnd + 4 + Number(length);
}

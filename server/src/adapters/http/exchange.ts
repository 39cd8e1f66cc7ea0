/** One request and its answer, as the routes see them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';

export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Decoded; always starts with a slash. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly log: Log;
};

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
export type Route = (exchange: Exchange) => Promise<Answer>;

export const textAnswer = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: `${body}\n`,
});

export const methodNotAllowed = (...allowed: readonly string[]): Answer => ({
  ...textAnswer(405, `Use ${allowed.join(' or ')} here.`),
  headers: { 'content-type': 'text/plain; charset=utf-8', allow: allowed.join(', ') },
});

export function send({ request, response }: Exchange, answer: Answer): void {
  const body = answer.body ?? '';
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export const headerOf = ({ request }: Exchange, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

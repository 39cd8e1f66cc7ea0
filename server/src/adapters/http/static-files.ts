/**
 * Serves the files of one folder. The folder is listed once at start and only a listed name is ever opened, so no
 * address can reach outside. Files whose names carry a hash are kept by browsers for good; the page itself is
 * asked for anew each time.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Answer, type Exchange, headerOf, methodNotAllowed, type Route, textAnswer } from './exchange.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);
const SMALLEST_COMPRESSED = 1024;
const ONE_YEAR = 'public, max-age=31536000, immutable';

type Encoding = 'br' | 'gzip' | 'identity';
type StaticFile = { readonly path: string; readonly extension: string; readonly isHashed: boolean };
type Content = { readonly etag: string; readonly bodies: Map<Encoding, Buffer> };

export function createStaticFiles(folder: string): Route {
  const files = listFiles(folder);
  const contents = new Map<string, Content>();
  return async (exchange) => {
    const { method } = exchange.request;
    if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed('GET', 'HEAD');
    const file = files.get(exchange.path) ?? (isPage(exchange.path) ? files.get('/index.html') : undefined);
    const answer = file && (await answerFile(exchange, file, contents));
    if (answer) return answer;
    return files.has('/index.html') ? textAnswer(404, 'There is no such file.') : textAnswer(503, NOT_BUILT);
  };
}

const NOT_BUILT = 'The web workbench is not built on this server. GraphQL answers at /graphql.';

/** The workbench has its own addresses; what looks like a file must be one. */
const isPage = (path: string): boolean => extname(path) === '' && !path.includes('..') && !/[\0\\]/.test(path);

function listFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readFolder(folder)) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, { path, extension: extname(path), isHashed: address.startsWith('/assets/') });
  }
  return files;
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Null where the file is gone: the workbench was built anew under the running server. */
async function answerFile(
  exchange: Exchange,
  file: StaticFile,
  contents: Map<string, Content>,
): Promise<Answer | null> {
  const content = contents.get(file.path) ?? (await load(file));
  if (content === null) return null;
  contents.set(file.path, content);
  const headers = {
    'content-type': TYPES[file.extension] ?? 'application/octet-stream',
    'cache-control': file.isHashed ? ONE_YEAR : 'no-cache',
    etag: content.etag,
    vary: 'accept-encoding',
  };
  if (headerOf(exchange, 'if-none-match') === content.etag) return { status: 304, headers };
  const encoding = COMPRESSED.has(file.extension) ? chooseEncoding(headerOf(exchange, 'accept-encoding')) : 'identity';
  const body = await encoded(content, encoding);
  if (encoding === 'identity' || body === content.bodies.get('identity')) return { status: 200, headers, body };
  return { status: 200, headers: { ...headers, 'content-encoding': encoding }, body };
}

async function load(file: StaticFile): Promise<Content | null> {
  const body = await readFile(file.path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (body === null) return null;
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { etag: `W/"${hash}"`, bodies: new Map([['identity', body]]) };
}

function chooseEncoding(accepted: string | null): Encoding {
  const names = new Set(accepted?.split(',').map((part) => part.trim().replace(/;\s*q=0(\.0*)?$/, '-refused')));
  const offers = (name: string): boolean => [...names].some((entry) => entry.split(';')[0]?.trim() === name);
  if (offers('br')) return 'br';
  return offers('gzip') ? 'gzip' : 'identity';
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** Quality 9 of 11: the last two cost seconds for a percent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

async function encoded({ bodies }: Content, encoding: Encoding): Promise<Buffer> {
  const plain = bodies.get('identity') ?? Buffer.alloc(0);
  if (encoding === 'identity' || plain.length < SMALLEST_COMPRESSED) return plain;
  const known = bodies.get(encoding);
  if (known !== undefined) return known;
  const body = encoding === 'br' ? await compressBrotli(plain, BROTLI) : await compressGzip(plain);
  bodies.set(encoding, body);
  return body;
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpService, startHttpService } from '../../support/http-service.ts';

const PAGE = '<!doctype html><title>Clewline</title>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5_000))});`;

describe('static files', () => {
  let root = '';
  let service: HttpService;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'clewline-web-'));
    mkdirSync(join(root, 'dist/assets'), { recursive: true });
    writeFileSync(join(root, 'secret.txt'), 'outside');
    writeFileSync(join(root, 'dist/index.html'), PAGE);
    writeFileSync(join(root, 'dist/assets/index-abc123.js'), SCRIPT);
    symlinkSync(join(root, 'secret.txt'), join(root, 'dist/link.txt'));
    service = await startHttpService({ folder: join(root, 'dist') });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('the page is asked for anew each time, and unchanged it is not sent again', async () => {
    const reply = await service.ask('/');
    expect([reply.status, reply.body.toString(), reply.headers['cache-control']]).toEqual([200, PAGE, 'no-cache']);
    const etag = String(reply.headers.etag);
    const again = await service.ask('/', { headers: { 'if-none-match': etag } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('files with a hash in their name are kept for good', async () => {
    const reply = await service.ask('/assets/index-abc123.js');
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(reply.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(reply.body.toString()).toBe(SCRIPT);
  });

  it('texts are compressed as the browser can take them', async () => {
    const ask = (encoding: string) =>
      service.ask('/assets/index-abc123.js', { headers: { 'accept-encoding': encoding } });
    const brotli = await ask('gzip, deflate, br');
    expect([brotli.headers['content-encoding'], brotli.headers['vary']]).toEqual(['br', 'accept-encoding']);
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const zipped = await ask('gzip;q=0.5, br;q=0');
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body).toString()).toBe(SCRIPT);
    expect((await ask('identity')).headers['content-encoding']).toBeUndefined();
  });

  it("the workbench's own addresses give the page, and what looks like a file must be one", async () => {
    expect((await service.ask('/rings/rng_1?run=x')).body.toString()).toBe(PAGE);
    expect((await service.ask('/assets/gone-000.js')).status).toBe(404);
    expect((await service.ask('/favicon.ico')).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '//etc/passwd',
    '/%00secret.txt',
    '/link.txt',
    '/..',
    '/%c0%ae%c0%ae/secret.txt',
  ])('no address reaches outside the folder: %s', async (path) => {
    const reply = await service.ask(path);
    expect(reply.body.toString()).not.toContain('outside');
    expect(reply.body.toString()).not.toContain('root:');
    expect([200, 400, 404]).toContain(reply.status);
  });

  it('only reading is allowed', async () => {
    expect((await service.ask('/', { method: 'DELETE' })).status).toBe(405);
    const head = await service.ask('/', { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(PAGE.length)]);
  });

  it.each(['/', '/nothing.js', '/graphql', '/sign-in?token=x', '/livez'])(
    '%s carries every protective header',
    async (path) => {
      const { headers } = await service.ask(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  it('without a built web a sentence is given, and the rest works', async () => {
    const bare = await startHttpService({ folder: join(root, 'nothing') });
    expect((await bare.ask('/')).status).toBe(503);
    expect((await bare.ask('/livez')).status).toBe(200);
    await bare.stop();
  });
});

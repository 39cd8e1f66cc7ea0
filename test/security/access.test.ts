import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpService, jsonOf, signedIn, startHttpService } from '../support/http-service.ts';

const QUERY = JSON.stringify({ query: '{ __typename }' });
const JSON_BODY = { 'content-type': 'application/json' };
const UNAUTHENTICATED = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

describe('access to GraphQL', () => {
  let service: HttpService;
  beforeAll(async () => {
    service = await startHttpService({ timeoutMs: 1_500 });
  });
  afterAll(() => service.stop());

  const post = (headers: Record<string, string>, body: string | Buffer = QUERY) =>
    service.ask('/graphql', { method: 'POST', headers: { ...JSON_BODY, ...headers }, body });

  it('without a session or key the answer is 401 in the form of a GraphQL error', async () => {
    const reply = await post({});
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(jsonOf(reply)).toMatchObject(UNAUTHENTICATED);
  });

  it('the media type of an error follows what the client accepts', async () => {
    const reply = await post({ accept: 'application/graphql-response+json' });
    expect(reply.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  });

  it.each(['Bearer clw_wrong', 'Bearer ', 'Basic YTpi', 'clw_x', `Bearer ${'x'.repeat(4000)}`])(
    'a wrong authorization is refused: %s',
    async (authorization) => {
      expect((await post({ authorization })).status).toBe(401);
    },
  );

  it('a wrong key is refused even beside a good session', async () => {
    const cookie = await signedIn(service);
    expect((await post({ cookie, authorization: 'Bearer clw_wrong' })).status).toBe(401);
  });

  it('a key acts with its own role, and is refused within a second of being revoked', async () => {
    const { id, key } = await service.newKey('viewer');
    const authorization = `Bearer ${key}`;
    expect(jsonOf(await post({ authorization }))).toMatchObject({
      data: { principal: { id, role: 'viewer', via: 'key' } },
    });
    await service.revokeKey(id);
    service.time.now += 1_000;
    expect((await post({ authorization })).status).toBe(401);
  });

  it('a key is refused once its days are over', async () => {
    const { key } = await service.newKey();
    const authorization = `Bearer ${key}`;
    expect((await post({ authorization })).status).toBe(200);
    service.time.now += 86_400_000;
    expect((await post({ authorization })).status).toBe(401);
  });

  it('a sign-in link gives one session and then nothing more', async () => {
    const token = await service.newToken();
    const first = await service.ask(`/sign-in?token=${token}`);
    expect(first.status).toBe(303);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^clewline=[\w-]{43,}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    const again = await service.ask(`/sign-in?token=${token}`);
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('a sign-in link is refused after ten minutes', async () => {
    const token = await service.newToken();
    service.time.now += 10 * 60_000;
    expect((await service.ask(`/sign-in?token=${token}`)).status).toBe(401);
  });

  it('looking at a sign-in link without opening it does not spend it', async () => {
    const path = `/sign-in?token=${await service.newToken()}`;
    expect((await service.ask(path, { method: 'HEAD' })).status).toBe(405);
    expect((await service.ask(path, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(403);
    expect((await service.ask(path)).status).toBe(303);
  });

  it.each(['', 'x', '%00', "' or 1=1 --", '../../etc/passwd'])('a made-up token is refused: %s', async (token) => {
    expect((await service.ask(`/sign-in?token=${encodeURIComponent(token)}`)).status).toBe(401);
  });

  it('a session acts as administrator, runs out after twelve hours, and can be ended', async () => {
    const cookie = await signedIn(service);
    expect(jsonOf(await post({ cookie }))).toMatchObject({
      data: { principal: { role: 'administrator', via: 'session' } },
    });
    const left = await service.ask('/sign-out', { method: 'POST', headers: { cookie } });
    expect(left.status).toBe(204);
    expect(left.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    service.time.now += 1_000;
    expect((await post({ cookie })).status).toBe(401);
    const second = await signedIn(service);
    service.time.now += 12 * 3_600_000;
    expect((await post({ cookie: second })).status).toBe(401);
  });

  it("a request made by another site's page is refused though the cookie is good", async () => {
    const cookie = await signedIn(service);
    const host = `127.0.0.1:${service.port}`;
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${service.port + 1}`, 'http://localhost']) {
      expect((await post({ cookie, host, origin })).status).toBe(403);
    }
    expect((await post({ cookie, host, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ cookie, host, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post({ cookie, host, origin: `http://${host}` })).status).toBe(200);
    const stranger = { cookie, origin: 'https://evil.example' };
    expect((await service.ask('/sign-out', { method: 'POST', headers: stranger })).status).toBe(403);
  });

  it('a foreign host name is refused on every page but the probes', async () => {
    for (const path of ['/', '/graphql', '/sign-in?token=x']) {
      expect((await service.ask(path, { headers: { host: 'evil.example' } })).status).toBe(421);
    }
    expect((await service.ask('/livez', { headers: { host: '10.0.0.7' } })).status).toBe(200);
    for (const host of ['localhost:1', '127.0.0.1', '[::1]:4000', 'LOCALHOST']) {
      expect((await service.ask('/sign-out', { headers: { host } })).status).toBe(405);
    }
  });

  it('a body over the limit is refused with 413, told or untold, and the server still answers', async () => {
    const { key } = await service.newKey();
    const authorization = `Bearer ${key}`;
    const large = Buffer.alloc(2_000_000, 'x');
    const told = await post({ authorization, 'content-length': String(large.length) }, large);
    expect(told.status).toBe(413);
    expect(jsonOf(told)).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
    expect((await post({ authorization, 'transfer-encoding': 'chunked' }, large)).status).toBe(413);
    expect((await post({ authorization })).status).toBe(200);
  });

  it('a body just under the limit passes whole', async () => {
    const { key } = await service.newKey();
    const body = 'x'.repeat(1_048_576);
    const reply = await post({ authorization: `Bearer ${key}` }, body);
    expect(jsonOf(reply)).toMatchObject({ data: { body } });
  });

  it('a body that trickles in is cut off', async () => {
    const { key } = await service.newKey();
    const socket = connect(service.port, '127.0.0.1');
    const answer = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', () => undefined);
    });
    const head = ['POST /graphql HTTP/1.1', 'Host: 127.0.0.1', `Authorization: Bearer ${key}`, 'Content-Length: 1000'];
    socket.write(`${head.join('\r\n')}\r\n\r\n{`);
    expect(await answer).toMatch(/^HTTP\/1.1 408/);
    expect((await post({ authorization: `Bearer ${key}` })).status).toBe(200);
  });

  it('only POST asks GraphQL', async () => {
    const reply = await service.ask('/graphql?query=%7B__typename%7D');
    expect([reply.status, reply.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('errors inside', () => {
  it('the client learns nothing of what went wrong, and the server goes on', async () => {
    const failing = {
      handle: () => Promise.reject(new Error('secret://user:password@host')),
      stop: async () => undefined,
    };
    const service = await startHttpService({ graphql: failing });
    const { key } = await service.newKey();
    const headers = { ...JSON_BODY, authorization: `Bearer ${key}` };
    const reply = await service.ask('/graphql', { method: 'POST', headers, body: QUERY });
    expect(reply.status).toBe(500);
    expect(reply.body.toString()).not.toContain('secret');
    expect((await service.ask('/livez')).status).toBe(200);
    await service.stop();
  });

  it('an answer that takes too long is cut with a sentence', async () => {
    const slow = { handle: () => new Promise<never>(() => undefined), stop: async () => undefined };
    const service = await startHttpService({ graphql: slow, timeoutMs: 300 });
    const { key } = await service.newKey();
    const headers = { ...JSON_BODY, authorization: `Bearer ${key}` };
    const reply = await service.ask('/graphql', { method: 'POST', headers, body: QUERY });
    expect([reply.status, reply.body.toString()]).toEqual([503, expect.stringContaining('took longer')]);
    await service.stop();
  });
});

describe('behind a proxy with TLS', () => {
  it('the cookie is for secure connections to this very host, and browsers are told to stay on TLS', async () => {
    const service = await startHttpService({ publicUrl: 'https://rings.example' });
    const headers = { host: 'rings.example' };
    const reply = await service.ask(`/sign-in?token=${await service.newToken()}`, { headers });
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^__Host-clewline=.*; Secure$/);
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
    const cookie = String(reply.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    const post = (origin: string) =>
      service.ask('/graphql', { method: 'POST', headers: { ...headers, ...JSON_BODY, cookie, origin }, body: QUERY });
    expect((await post('https://rings.example')).status).toBe(200);
    expect((await post('https://rings.example.evil')).status).toBe(403);
    await service.stop();
  });
});

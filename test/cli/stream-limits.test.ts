/** Who may have a stream of the real service, how many, what is refused, and when one ends. */
import { describe, expect, it } from 'vitest';
import { publishingServer, RINGS } from '../support/publishing-server.ts';
import { runCli } from '../support/running-server.ts';
import { closeCodeOf, eventually, openEvents, openSocket } from '../support/stream-clients.ts';

const service = publishingServer();

describe('a stream', () => {
  const firstError = async (query: string, variables = {}) => {
    const stream = await openEvents(service.server.graphqlUrl, { query, key: service.key.key, variables });
    await eventually(() => expect(stream.state.ended).toBe(true));
    expect(stream.events.at(-1)?.type).toBe('complete');
    return stream.results()[0]?.errors?.[0];
  };

  it.each([
    ['an id of no event', RINGS, { after: 'x' }, 'INVALID_ARGUMENT'],
    ['an event there has not been', RINGS, { after: '999999' }, 'INVALID_ARGUMENT'],
    ['a control character', RINGS, { after: 'a\nb' }, 'INVALID_ARGUMENT'],
    ['a query', '{ viewer { name } }', {}, 'BAD_REQUEST'],
    ['a mutation', 'mutation { removeSchedule(id: "x") { id } }', {}, 'BAD_REQUEST'],
    ['a field there is not', 'subscription { everything }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['broken syntax', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['too many brackets', `subscription ${'{ a '.repeat(2_000)}`, {}, 'LIMIT_EXCEEDED'],
  ])('is refused in a sentence with a code: %s', async (_, query, variables, code) => {
    const error = await firstError(query, variables);
    expect(error?.extensions.code).toBe(code);
    expect(error?.message).not.toBe('');
    const socket = openSocket(service.server.graphqlUrl, service.key.key);
    const followed = socket.follow(query, variables);
    await eventually(() => expect(followed.over.value).toMatchObject([{ extensions: { code } }]));
    socket.dispose();
  });

  it('is for those who are signed in, from our own pages and from programs', async () => {
    const stranger = await openEvents(service.server.graphqlUrl, { query: RINGS, key: 'nobody' });
    expect(stranger.status).toBe(401);
    const url = service.server.graphqlUrl;
    const init = JSON.stringify({ type: 'connection_init' });
    expect(await closeCodeOf(url, { first: init })).toBe(4401);
    expect(await closeCodeOf(url, { origin: 'https://evil.example', first: init })).toBe(403);
    expect(await closeCodeOf(url, { origin: service.server.url, first: init })).toBe(4401);
    expect(await closeCodeOf(url.replace('/graphql', '/other'))).toBe(404);
  });

  it('ends on nonsense, and on a message that is too long', async () => {
    expect(await closeCodeOf(service.server.graphqlUrl, { first: 'nonsense' })).toBe(4400);
    expect(await closeCodeOf(service.server.graphqlUrl, { first: 'x'.repeat(100_000) })).toBe(1009);
    const early = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: RINGS } });
    expect(await closeCodeOf(service.server.graphqlUrl, { first: early })).toBe(4401);
  });

  it('is one of twenty at most, and a place that is left is free again', { timeout: 60_000 }, async () => {
    const own = await service.newKey();
    const open = () => openEvents(service.server.graphqlUrl, { query: RINGS, key: own.key });
    const streams = await Promise.all(Array.from({ length: 20 }, open));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await open()).status).toBe(429);
    const socket = openSocket(service.server.graphqlUrl, own.key);
    socket.follow(RINGS);
    await eventually(() => expect(socket.closed.code).toBe(4429));
    streams[0]?.close();
    let last = await open();
    for (let tries = 0; last.status === 429 && tries < 100; tries++) last = await open();
    expect(last.status).toBe(200);
    for (const stream of [...streams, last]) stream.close();
    socket.dispose();
  });

  it('ends when its key is revoked', { timeout: 60_000 }, async () => {
    const own = await service.newKey();
    const events = await openEvents(service.server.graphqlUrl, { query: RINGS, key: own.key });
    const socket = openSocket(service.server.graphqlUrl, own.key);
    const followed = socket.follow(RINGS);
    await service.publish(1);
    await eventually(() => expect(events.events.length).toBeGreaterThan(0));
    await runCli(['key', 'revoke', own.id], { directory: service.directory });
    await eventually(() => expect([events.state.ended, socket.closed.code]).toEqual([true, 4401]));
    expect(followed.over.value).not.toBeNull();
  });
});

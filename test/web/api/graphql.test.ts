import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchGraphql, requestGraphql, toApiFailure, toDocument } from '../../../web/src/api/graphql.ts';

const DOCUMENT = toDocument<{ readonly one: number }, Record<string, never>>('{ one }');
const answerWith = (respond: () => Promise<Response>) => vi.stubGlobal('fetch', respond);

afterEach(() => vi.unstubAllGlobals());

describe('asking the server', () => {
  it('hands over the value', async () => {
    answerWith(async () => Response.json({ data: { one: 1 } }));
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: true, value: { one: 1 }, problems: [] });
  });

  it('keeps what came although a part of it failed, and says so', async () => {
    answerWith(async () => Response.json({ data: { one: 1 }, errors: [{ message: 'no label' }] }));
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: true, value: { one: 1 }, problems: ['no label'] });
  });

  it('takes nothing at all but errors for a refusal', async () => {
    const errors = [
      { message: 'The graph store is away.', path: ['ring', 'members'], extensions: { code: 'STORE_UNREACHABLE' } },
    ];
    answerWith(async () => Response.json({ data: { ring: null }, errors }));
    const failure = { kind: 'refused', code: 'STORE_UNREACHABLE', message: 'The graph store is away.' };
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: false, failure });
  });

  it('takes a field that is rightly empty for an answer, whatever became of another', async () => {
    const errors = [{ message: 'The graph store is away.', path: ['hubs'] }];
    answerWith(async () => Response.json({ data: { verdict: null, hubs: null }, errors }));
    const value = { verdict: null, hubs: null };
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: true, value, problems: ['The graph store is away.'] });
  });

  it.each([
    ['by its status', async () => new Response('{}', { status: 401 })],
    [
      'by its code',
      async () => Response.json({ data: null, errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] }),
    ],
  ])('tells a signed-out session %s', async (_how, respond) => {
    answerWith(respond);
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: false, failure: { kind: 'signedOut' } });
  });

  it('passes on why the server refused', async () => {
    const errors = [{ message: 'The limit is 100.', extensions: { code: 'LIMIT_EXCEEDED' } }];
    answerWith(async () => Response.json({ errors }, { status: 422 }));
    const failure = { kind: 'refused', code: 'LIMIT_EXCEEDED', message: 'The limit is 100.' };
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: false, failure });
  });

  it.each([
    ['is gone', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers with a page instead of JSON', async () => new Response('<html>')],
    ['answers with a number', async () => Response.json(7)],
  ])('tells a server that %s as unreachable', async (_what, respond) => {
    answerWith(respond);
    expect(await requestGraphql(DOCUMENT, {})).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  });

  it('carries a failure through a throwing query', async () => {
    answerWith(async () => new Response('{}', { status: 401 }));
    const error = await fetchGraphql(DOCUMENT, {}).catch((thrown: unknown) => thrown);
    expect(toApiFailure(error)).toEqual({ kind: 'signedOut' });
  });

  it('lets an abandoned question end as abandoned, not as a failure', async () => {
    const controller = new AbortController();
    controller.abort();
    answerWith(() => Promise.reject(new DOMException('gone', 'AbortError')));
    await expect(requestGraphql(DOCUMENT, {}, controller.signal)).rejects.toThrow('gone');
  });
});

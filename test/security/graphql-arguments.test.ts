/** Hostile arguments: numbers, dates, cursors and lists out of their range. */
import { describe, test } from 'vitest';
import { ARGUMENT, expectRefusal, LIMIT, type Refusal, type Request, ref, refs } from '../support/refusals.ts';

describe('a number out of range is refused by name', () => {
  const page = (first: unknown) => ({
    query: 'query($n: Int) { events(first: $n) { totalCount } }',
    variables: { n: first },
  });
  test.each<[string, Request, Refusal]>([
    [
      'first: 99999999',
      { query: '{ rings(first: 99999999) { totalCount } }' },
      { ...LIMIT, says: /rings\.first is 99999999; it must be from 1 to 100/ },
    ],
    ['first in a variable', page(101), { ...LIMIT, says: /events\.first is 101/ }],
    ['first: 0', page(0), { ...LIMIT, says: /events\.first is 0/ }],
    ['first: -1', page(-1), { ...LIMIT, says: /events\.first is -1/ }],
    [
      'first beyond 32 bits',
      page(2 ** 40),
      { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non 32-bit signed integer/ },
    ],
    ['first as text', page('10'), { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non-integer value/ }],
    [
      'first as a fraction',
      page(1.5),
      { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non-integer value/ },
    ],
    [
      'first as an object',
      page({ $gt: 0 }),
      { status: 422, code: 'BAD_USER_INPUT', says: /cannot represent non-integer value/ },
    ],
    ['last', { query: '{ rings(last: 1000) { totalCount } }' }, { ...LIMIT, says: /rings\.last is 1000/ }],
    [
      'a nested first',
      { query: '{ ring(id: "rng_1") { members(first: 500) { totalCount } } }' },
      { ...LIMIT, says: /members\.first is 500/ },
    ],
    [
      'a first in an unused fragment branch',
      { query: '{ node(id: "x") { ... on Ring { members(first: 500) { totalCount } } } }' },
      { ...LIMIT, says: /members\.first/ },
    ],
    [
      'a first that is skipped',
      { query: '{ viewer { name } rings(first: 500) @skip(if: true) { totalCount } }' },
      { ...LIMIT, says: /rings\.first/ },
    ],
    [
      'limit: 1001',
      { query: `{ neighbourhood(of: [${ref}], limit: 1001) { truncated } }` },
      { ...LIMIT, says: /neighbourhood\.limit is 1001; it must be from 1 to 1000/ },
    ],
    [
      'a ring picture of 5,000',
      { query: '{ ring(id: "rng_1") { graph(limit: 5000) { truncated } } }' },
      { ...LIMIT, says: /graph\.limit is 5000/ },
    ],
    [
      'depth: 4',
      { query: `{ neighbourhood(of: [${ref}], depth: 4) { truncated } }` },
      { ...LIMIT, says: /neighbourhood\.depth is 4; it must be from 1 to 3/ },
    ],
    [
      'maxLength: 100',
      { query: `{ paths(from: ${ref}, to: ${ref}, maxLength: 100) { length } }` },
      { ...LIMIT, says: /paths\.maxLength is 100/ },
    ],
    [
      'count: 1000',
      { query: `{ paths(from: ${ref}, to: ${ref}, count: 1000) { length } }` },
      { ...LIMIT, says: /paths\.count is 1000/ },
    ],
    [
      'maxHops: 50',
      { query: `{ investigate(refs: [${ref}], maxHops: 50) { unknown } }` },
      { ...LIMIT, says: /investigate\.maxHops is 50/ },
    ],
    [
      'buckets: 1000000',
      { query: '{ ring(id: "rng_1") { timeline(buckets: 1000000) { omitted } } }' },
      { ...LIMIT, says: /timeline\.buckets/ },
    ],
    [
      '501 references',
      { query: 'query($of: [EntityRef!]!) { neighbourhood(of: $of) { truncated } }', variables: { of: refs(501) } },
      { ...LIMIT, says: /neighbourhood\.of has 501 entries; the limit is 500/ },
    ],
    [
      '501 references of mixed forms',
      {
        query: 'query($refs: [EntityRef!]!, $ids: [String!]) { investigate(refs: $refs, ids: $ids) { unknown } }',
        variables: { refs: refs(300), ids: refs(201).map((one) => one.externalId) },
      },
      { ...LIMIT, says: /investigate\.refs \(with orderIds and ids\) has 501 entries/ },
    ],
    [
      '501 markets',
      {
        query: 'query($m: [String!]) { rings(filter: { markets: $m }) { totalCount } }',
        variables: { m: Array.from({ length: 501 }, () => 'DE') },
      },
      { ...LIMIT, says: /rings\.filter\.markets has 501 entries/ },
    ],
    [
      'first with last',
      { query: '{ rings(first: 1, last: 1) { totalCount } }' },
      { ...ARGUMENT, says: /rings\.last cannot be combined with first/ },
    ],
    [
      'before without last',
      { query: '{ rings(before: "x") { totalCount } }' },
      { ...ARGUMENT, says: /rings\.before needs rings\.last/ },
    ],
    [
      'from after to',
      { query: '{ events(from: "2026-02-01", to: "2026-01-01") { totalCount } }' },
      { ...ARGUMENT, says: /events\.from is later than events\.to/ },
    ],
    [
      'an impossible date',
      { query: '{ events(from: "2026-02-30") { totalCount } }' },
      { ...ARGUMENT, says: /events\.from is no DateTime: write ISO 8601/ },
    ],
    [
      'an impossible date in a variable',
      { query: 'query($d: DateTime) { events(from: $d) { totalCount } }', variables: { d: '2026-13-01' } },
      { ...ARGUMENT, says: /events\.from is no DateTime: write ISO 8601/ },
    ],
    [
      'a word for a date',
      { query: '{ events(to: "banana") { totalCount } }' },
      { ...ARGUMENT, says: /events\.to is no DateTime: write ISO 8601/ },
    ],
    ...['"zz"', '"-5"', '""', '"W10.AAAAAAAA"'].flatMap((cursor) =>
      [
        'search(text: "x"',
        'searchEntities(text: "x"',
        'events(first: 1',
        'rings(first: 1',
        'detectionRuns(first: 1',
      ].map((field): [string, Request, Refusal] => [
        `${field}, after: ${cursor})`,
        { query: `{ ${field}, after: ${cursor}) { totalCount } }` },
        { ...ARGUMENT, says: new RegExp(`${field.replace(/\(.*/, '')}\\.after is not a cursor of this list`) },
      ]),
    ),
  ])('%s', (_, request, refusal) => expectRefusal(request, refusal));
});

/** Hostile queries: short to write, long to answer. */
import { describe, test } from 'vitest';
import { expectRefusal, INVALID, LIMIT, many, type Refusal } from '../support/refusals.ts';

describe('a query that multiplies work is refused', () => {
  const deep = `{ ring(id: "rng_1") { members { nodes { entity { rings { nodes { members { nodes { role } } } } } } } } }`;
  const laughs = (levels: number): string =>
    `{ viewer { ...f0 } } ${many(levels, (i) => `fragment f${i} on Viewer { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Viewer { a: name b: role }`;
  test.each<[string, string, Refusal]>([
    [
      '1,000 aliases',
      `{ ${many(1_000, (i) => `a${i}: viewer { name }`)} }`,
      { ...LIMIT, says: /more than 1000 tokens/ },
    ],
    [
      '16 aliases',
      `{ ${many(16, (i) => `a${i}: viewer { name }`)} }`,
      { ...LIMIT, says: /16 aliases; the limit is 15/ },
    ],
    ['aliases hidden in fragments', laughs(10), { ...LIMIT, says: /aliases; the limit is 15/ }],
    ['fragments within fragments within fragments', laughs(60), { ...LIMIT, says: /aliases; the limit is 15/ }],
    ['nine levels', deep, { ...LIMIT, says: /9 fields deep; the limit is 8/ }],
    [
      'levels hidden in fragments',
      `{ ring(id: "rng_1") { ...a } } fragment a on Ring { members { nodes { entity { ...b } } } } fragment b on Entity { rings { nodes { members { nodes { role } } } } }`,
      { ...LIMIT, says: /deep; the limit is 8/ },
    ],
    ['1,001 tokens', `{ viewer { ${many(1_000, () => 'name')} } }`, { ...LIMIT, says: /more than 1000 tokens/ }],
    [
      '51 directives',
      `{ viewer { name ${many(51, () => '@include(if: true)')} } }`,
      { ...LIMIT, says: /51 directives; the limit is 50/ },
    ],
    [
      'directives spread over fields',
      `{ viewer { ${many(60, () => 'name @include(if: true)')} } }`,
      { ...LIMIT, says: /60 directives; the limit is 50/ },
    ],
    [
      'a hundred rings with a hundred members looked up one by one',
      '{ rings(first: 100) { nodes { members(first: 100) { nodes { entity { label } otherRings { id } } } } } }',
      { ...LIMIT, says: /would cost \d+; the limit is 5000/ },
    ],
    [
      'a picture for each of a hundred rings',
      '{ rings(first: 100) { nodes { graph(limit: 1000) { nodes { id } } } } }',
      { ...LIMIT, says: /would cost/ },
    ],
    [
      'a fragment within itself',
      '{ viewer { ...a } } fragment a on Viewer { name ...a }',
      { ...INVALID, says: /Cannot spread fragment "a" within itself/ },
    ],
    [
      'two fragments within each other',
      '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }',
      { ...INVALID, says: /within itself/ },
    ],
    [
      'unknown fields with suggestions',
      '{ viewr { name } rinfs { id } }',
      { ...INVALID, says: /^Cannot query field "viewr" on type "Query"\.$/ },
    ],
    [
      'an unknown enum value',
      `{ entity(ref: { kind: BUYR, externalId: "x" }) { id } }`,
      { ...INVALID, says: /"BUYR" does not exist in "EntityKind" enum\.$/ },
    ],
    [
      'an unknown argument',
      '{ rings(frist: 3) { totalCount } }',
      { ...INVALID, says: /Unknown argument "frist" on field "Query\.rings"\.$/ },
    ],
    ['@defer', '{ viewer { ... @defer { name } } }', { ...INVALID, says: /Unknown directive "@defer"/ }],
    [
      'a mutation there is not',
      'mutation { drop }',
      { ...INVALID, says: /Cannot query field "drop" on type "Mutation"/ },
    ],
    [
      'a subscription',
      'subscription { runProgress { lastRun { id } } }',
      { ...INVALID, says: /answers no subscription here/ },
    ],
    [
      'the schema, in production, by a browser session',
      '{ __schema { types { name } } }',
      { status: 403, code: 'FORBIDDEN', says: /only to service keys/ },
    ],
    [
      'the schema behind a fragment',
      '{ ...s } fragment s on Query { x: __type(name: "Query") { name } }',
      { status: 403, code: 'FORBIDDEN', says: /only to service keys/ },
    ],
    ['broken syntax', '{ viewer { name }', { status: 400, code: 'GRAPHQL_PARSE_FAILED', says: /Syntax Error/ }],
    ['3,000 brackets', '{'.repeat(3_000), { status: 400, code: 'GRAPHQL_PARSE_FAILED', says: /Syntax Error/ }],
    [
      'two operations without a name',
      'query A { viewer { name } } query B { viewer { role } }',
      { status: 422, code: 'OPERATION_RESOLUTION_FAILURE', says: /Must provide operation name/ },
    ],
  ])('%s', (_, query, refusal) => expectRefusal({ query }, refusal));
});

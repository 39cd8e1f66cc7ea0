/** The compiled executor answers what graphql-js answers: data, nulls, error paths, directives, fragments, unions. */
import { type ExecutionResult, execute, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { toExecutableSchema } from '../../server/src/graphql/executable-schema.ts';
import { createExecutor } from '../../server/src/graphql/executor.ts';
import { createLoaders } from '../../server/src/graphql/loaders.ts';
import type { RequestContext } from '../../server/src/graphql/request-context.ts';
import { createFakeGraphStore, fakeEntity, fakeLink } from '../support/graph-store.fake.ts';
import { INVESTIGATOR } from '../support/graphql-service.ts';
import { createTripwire } from '../support/tripwire.ts';

const schema = toExecutableSchema();
const anna = fakeEntity('Buyer', 'b1', {
  label: 'Anna',
  risk: { label: 'confirmedFraud' },
  attributes: { tier: 'gold' },
});
const bert = fakeEntity('Buyer', 'b2');
const phone = fakeEntity('Device', 'd1');
const graph = createFakeGraphStore({
  entities: [anna, bert, phone],
  links: [fakeLink('USES_DEVICE', anna, phone), fakeLink('USES_DEVICE', bert, phone, { count: 4 })],
});
// Rings fail in this world, so that every query that asks for them shows how an error travels.
const { touched: _, ...failing } = createTripwire(() => Promise.reject(new Error('no rings today')));

function context(): RequestContext {
  const reader = { ...failing, principal: INVESTIGATOR, graph };
  return {
    ...reader,
    loaders: createLoaders(reader),
    service: { version: '1', caseStore: 'fake' },
    hooks: null,
    scheduling: null,
    tuning: null,
    mayStop: () => undefined,
    clock: { now: () => 0 },
    randomness: systemRandomness,
  };
}

const REF = '{ kind: BUYER, externalId: "b1" }';
const QUERIES: readonly [string, string, Record<string, unknown>?][] = [
  [
    'scalars, enums and nulls',
    `{ entity(ref: ${REF}) { id kind externalId label market createdAt status riskLabel removedAt } }`,
  ],
  ['aliases', `{ a: entity(ref: ${REF}) { x: id y: id } b: viewer { name role } }`],
  ['a null for what is not there', '{ entity(ref: { kind: BUYER, externalId: "nobody" }) { id } }'],
  [
    'lists within lists',
    `{ neighbourhood(of: [${REF}], depth: 2) { nodes { id attributes { name value } linkCounts { type count } } links { id from { id } to { id label } explanation } truncated } }`,
  ],
  ['an error in a nullable field', `{ viewer { name } ring(id: "rng_1") { id } }`],
  [
    'an error under non-null fields takes the nearest nullable with it',
    `{ viewer { name } entity(ref: ${REF}) { id rings { nodes { id } } } }`,
  ],
  ['errors in a list take the whole list', `{ neighbourhood(of: [${REF}]) { nodes { id rings { totalCount } } } }`],
  ['an error at a non-null root field takes all data', '{ viewer { name } rings { totalCount } }'],
  [
    'fragments and inline fragments',
    `{ entity(ref: ${REF}) { ...a ... on Entity { label } ... on Node { id } } } fragment a on Entity { kind ...b } fragment b on Entity { status }`,
  ],
  [
    'an interface',
    `query($id: ID!) { node(id: $id) { __typename id ... on Entity { label } ... on Ring { score } } }`,
    { id: Buffer.from('n\nBuyer\nb1').toString('base64url') },
  ],
  [
    'a union',
    '{ search(text: "b") { totalCount nodes { __typename ... on Entity { externalId } ... on Order { orderId } } edges { cursor node { __typename } } } }',
  ],
  [
    '@skip and @include by variable, true',
    `query($yes: Boolean!) { viewer { name @include(if: $yes) role @skip(if: $yes) } entity(ref: ${REF}) @include(if: $yes) { id } }`,
    { yes: true },
  ],
  [
    '@skip and @include by variable, false',
    `query($yes: Boolean!) { viewer { name @include(if: $yes) role @skip(if: $yes) } entity(ref: ${REF}) @include(if: $yes) { id } }`,
    { yes: false },
  ],
  [
    'directives on fragments',
    `query($yes: Boolean!) { viewer { ...n @include(if: $yes) ... @skip(if: $yes) { role } } } fragment n on Viewer { name }`,
    { yes: false },
  ],
  [
    'a field asked for twice, once skipped',
    `query($yes: Boolean!) { viewer { name @skip(if: $yes) name } }`,
    { yes: true },
  ],
  [
    'variables and defaults',
    `query($of: [EntityRef!]!, $limit: Int = 1) { neighbourhood(of: $of, limit: $limit) { nodes { id } truncated omittedNodes } }`,
    { of: [{ kind: 'BUYER', externalId: 'b1' }] },
  ],
  [
    'a null for an argument with a default',
    `query($n: Int) { search(text: "b", first: $n) { totalCount } }`,
    { n: null },
  ],
  ['a variable that is missing', 'query($id: ID!) { node(id: $id) { id } }'],
  [
    'the schema itself',
    '{ __schema { queryType { name fields { name args { name defaultValue } } } } __type(name: "Ring") { kind name } __typename }',
  ],
];

type Comparable = { readonly data: unknown; readonly errors: readonly unknown[] };

/** Errors are a set: which of several parallel ones comes first is nobody's promise. */
function comparable({ data, errors = [] }: ExecutionResult): Comparable {
  const told = errors.map(({ message, path, extensions }) => JSON.stringify({ message, path, extensions }));
  return { data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)), errors: told.sort() };
}

describe('compiled and walked', () => {
  test.each(QUERIES)('%s', async (_, query, variables = {}) => {
    const document = parse(query);
    const walked = await execute({ schema, document, variableValues: variables, contextValue: context() });
    const run = createExecutor(schema);
    for (const _round of ['walked', 'compiled', 'compiled again']) {
      const result = await run({ document, operationName: null, variables, context: context() });
      expect(comparable(result)).toEqual(comparable(walked));
    }
  });

  test('a document with several operations runs the one that was named', async () => {
    const document = parse('query A { viewer { name } } query B { viewer { role } }');
    const run = createExecutor(schema);
    const ask = (operationName: string | null) => run({ document, operationName, variables: {}, context: context() });
    for (const _round of [1, 2, 3]) {
      expect(comparable(await ask('A')).data).toEqual({ viewer: { name: 'Anna' } });
      expect(comparable(await ask('B')).data).toEqual({ viewer: { role: 'INVESTIGATOR' } });
      expect((await ask('C')).errors?.[0]?.message).toMatch(/Unknown operation named "C"/);
      expect((await ask(null)).errors?.[0]?.message).toMatch(/Must provide operation name/);
    }
  });
});

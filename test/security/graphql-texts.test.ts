/** Hostile texts in every argument the schema has that takes one, found by walking the schema itself. */
import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { toExecutableSchema } from '../../server/src/graphql/executable-schema.ts';
import { send, wire } from '../support/refusals.ts';

const schema = toExecutableSchema();
/** One place for a text: the query that has it, and how a text becomes its variable. */
type Place = { readonly name: string; readonly query: string; readonly toVariable: (text: string) => unknown };

/** A value of the type with the text in it, for each place a text can stand. */
function valuesWith(
  type: GraphQLInputType,
  path: string,
): { readonly path: string; toValue: (text: string) => unknown }[] {
  if (isNonNullType(type)) return valuesWith(type.ofType, path);
  if (isListType(type)) {
    return valuesWith(type.ofType, path).map((one) => ({ path: one.path, toValue: (text) => [one.toValue(text)] }));
  }
  if (type.name === 'String' || type.name === 'ID') return [{ path, toValue: (text) => text }];
  if (!isInputObjectType(type)) return [];
  const fields = Object.values(type.getFields());
  const others = Object.fromEntries(
    fields.filter((field) => isNonNullType(field.type)).map((field) => [field.name, filler(field.type)]),
  );
  return fields.flatMap((field) =>
    valuesWith(field.type, `${path}.${field.name}`).map((one) => ({
      path: one.path,
      toValue: (text) => ({ ...others, [field.name]: one.toValue(text) }),
    })),
  );
}

function filler(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return filler(type.ofType);
  if (isListType(type)) return [];
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, filler(field.type)]));
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return { Boolean: true, Int: 1, Float: 1, DateTime: '2030-01-01' }[type.name] ?? 'x';
}

/** How a field of each object type is reached from the root. */
const WAYS: Readonly<Record<string, readonly [string, string]>> = {
  Query: ['', ''],
  Mutation: ['', ''],
  Ring: ['ring(id: "rng_1") {', '}'],
  Entity: ['entity(ref: { kind: BUYER, externalId: "x" }) {', '}'],
  Evidence: ['ring(id: "rng_1") { evidence {', '} }'],
  Suppression: ['suppressions { nodes {', '} }'],
  Order: ['search(text: "x") { nodes { ... on Order {', '} } }'],
};

const places: readonly Place[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  // Those of subscriptions are not asked by POST: see streams.test.ts.
  .filter((type) => !type.name.startsWith('__') && type.name !== 'Subscription')
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((argument) =>
        placesOf(type.name, {
          field: field.name,
          args: field.args,
          argument,
          isLeaf: !isObjectType(getNamedType(field.type)),
        }),
      ),
    ),
  );

type Asked = {
  readonly field: string;
  readonly args: readonly GraphQLArgument[];
  readonly argument: GraphQLArgument;
  readonly isLeaf: boolean;
};

function placesOf(typeName: string, { field, args, argument, isLeaf }: Asked): readonly Place[] {
  const way = WAYS[typeName];
  if (!way) throw new Error(`how is a field of ${typeName} reached?`);
  const required = args.filter(
    (other) => other !== argument && isNonNullType(other.type) && other.defaultValue === undefined,
  );
  const given = [...required, argument];
  const definitions = given.map((one) => `$${one.name}: ${one.type}`).join(', ');
  const passed = given.map((one) => `${one.name}: $${one.name}`).join(', ');
  const last = field === 'rings' && argument.name === 'before' ? ', last: 1' : '';
  const selection = isLeaf && field !== 'node' ? '' : '{ __typename }';
  const operation = typeName === 'Mutation' ? 'mutation' : 'query';
  const query = `${operation}(${definitions}) { ${way[0]} ${field}(${passed}${last}) ${selection} ${way[1]} }`;
  const rest = Object.fromEntries(required.map((one) => [one.name, filler(one.type)]));
  return valuesWith(argument.type, `${field}.${argument.name}`).map(({ path, toValue }) => ({
    name: path,
    query,
    toVariable: (text: string) => ({ ...rest, [argument.name]: toValue(text) }),
  }));
}

const sendText = async ({ query, toVariable }: Place, text: string) => {
  const answer = await send({ query, variables: toVariable(text) });
  return { status: answer.status, text: answer.body, body: JSON.parse(answer.body) };
};

test('the schema has the arguments we know of', () => {
  const names = new Set(places.map((place) => place.name));
  for (const name of ['entity.ref.externalId', 'search.text', 'rings.filter.text', 'investigate.ids', 'events.after']) {
    expect(names).toContain(name);
  }
  expect(places.length).toBeGreaterThan(20);
});

describe.each(places.map((place) => [place.name, place] as const))('%s', (name, place) => {
  const isCursor = name.endsWith('.after') || name.endsWith('.before');
  const isLong = isCursor || name.endsWith('.url');
  test.each<[string, string, RegExp]>([
    [
      'too long a text',
      'x'.repeat(isLong ? 2_001 : 201),
      isCursor ? /is not a cursor of this list/ : /longer than (200|2000) characters/,
    ],
    ['a line feed', 'a\nb', /contains a control character/],
    ['a null character', 'a\u0000b', /contains a control character/],
    ['a lone surrogate', 'a\ud800b', /not valid Unicode/],
    ['an escape sequence', '\u001b[2J', /contains a control character/],
  ])('refuses %s by name', async (_, text, says) => {
    const { status, body } = await sendText(place, text);
    expect(status).toBe(422);
    expect(body.errors[0].message).toMatch(says);
    expect(body.errors[0].message).toContain(name.split('.')[1]);
    expect(body.errors[0].extensions.code).toBe('INVALID_ARGUMENT');
    expect(wire.touched).toEqual([]);
  });
});

test('200 characters beyond the basic plane are allowed, 201 are not', async () => {
  const place = places.find((one) => one.name === 'search.text');
  if (!place) throw new Error('search.text is gone');
  expect((await sendText(place, '𝔸'.repeat(201))).status).toBe(422);
  wire.touched.length = 0;
  await sendText(place, '𝔸'.repeat(200));
  expect(wire.touched.length).toBeGreaterThan(0);
});

test('no text of any kind brings the server down or brings its inside out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom("' OR 1=1 --", '"}) { x } #', '../../etc/passwd', '%00', '__proto__', '<script>'),
      ),
      async (place, text) => {
        const { status, text: answer } = await sendText(place, text);
        expect([200, 422]).toContain(status);
        expect(answer).not.toMatch(/node_modules|\.ts:|\.js:|at async/);
      },
    ),
    { numRuns: 300 },
  );
});

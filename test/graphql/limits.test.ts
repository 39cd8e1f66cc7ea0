/** The limits let every honest query through: the workbench's own, with all they may ask for, and the largest picture. */
import { readdirSync } from 'node:fs';
import { getVariableValues, type OperationDefinitionNode, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { toExecutableSchema } from '../../server/src/graphql/executable-schema.ts';
import { aliasesRule } from '../../server/src/graphql/limits/aliases-rule.ts';
import { LIMITS } from '../../server/src/graphql/limits/bounds.ts';
import { checkArguments, RANGES } from '../../server/src/graphql/limits/check-arguments.ts';
import { costOf } from '../../server/src/graphql/limits/cost.ts';
import { FIELD_COSTS } from '../../server/src/graphql/limits/cost-table.ts';
import { depthRule } from '../../server/src/graphql/limits/depth-rule.ts';
import { directivesRule } from '../../server/src/graphql/limits/directives-rule.ts';

const schema = toExecutableSchema();
const RULES = [...specifiedRules, depthRule, aliasesRule, directivesRule];

const isOperation = (node: { readonly kind: string }): node is OperationDefinitionNode =>
  node.kind === 'OperationDefinition';

function measure(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query, { maxTokens: LIMITS.tokens });
  expect(validate(schema, document, RULES)).toEqual([]);
  const operation = document.definitions.find(isOperation);
  if (!operation) throw new Error('no operation');
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!values.coerced) throw new Error(values.errors?.[0]?.message);
  const asked = { document, operation, variables: values.coerced };
  return { problem: checkArguments(schema, asked), cost: costOf(schema, asked) };
}

const ENTITY = `id kind externalId label market createdAt status riskLabel riskLabelAt riskReason linkCount removedAt
  unsettledBalance { amount currency } attributes { name value }`;
const refs = (count: number) => Array.from({ length: count }, (_, i) => ({ kind: 'BUYER', externalId: `b${i}` }));

describe('cost', () => {
  test('a picture of 1,000 entities with all their fields is allowed', () => {
    const { problem, cost } = measure(
      `query($of: [EntityRef!]!) { neighbourhood(of: $of, depth: 3, limit: 1000) { nodes { ${ENTITY} linkCounts { type count } }
        links { id type from { id } to { id } firstSeen lastSeen count strength explanation sources } truncated omittedNodes } }`,
      { of: refs(500) },
    );
    expect(problem).toBeNull();
    expect(cost).toBeLessThan(LIMITS.cost);
  });

  test('grows with what is asked for, and with nothing else', () => {
    const rings = (first: number) =>
      measure(`{ rings(first: ${first}) { nodes { id members(first: 100) { nodes { entity { id } } } } } }`).cost;
    expect(rings(20)).toBeGreaterThan(rings(10) * 1.8);
    expect(measure('{ __schema { types { name fields { name type { name ofType { name } } } } } }').cost).toBeLessThan(
      20,
    );
    expect(measure('{ viewer { name } }').cost).toBeLessThan(10);
  });

  test('a fragment costs the same as what it stands for', () => {
    const plain = measure('{ rings(first: 7) { nodes { graph(limit: 20) { nodes { id kind } } } } }').cost;
    const spread = measure(
      '{ rings(first: 7) { nodes { ...R } } } fragment R on Ring { ... on Ring { graph(limit: 20) { ...G } } } fragment G on Subgraph { nodes { id kind } }',
    ).cost;
    expect(spread).toBeCloseTo(plain, 9);
  });

  test('every priced field is a field of the schema', () => {
    for (const coordinate of Object.keys(FIELD_COSTS)) {
      const [type = '', field = ''] = coordinate.split('.');
      const found = schema.getType(type);
      expect(found && 'getFields' in found ? Object.keys(found.getFields()) : []).toContain(field);
    }
  });
});

describe('the workbench', async () => {
  const folder = new URL('../../web/src/api/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const modules: Record<string, unknown>[] = await Promise.all(files.map((name) => import(new URL(name, folder).href)));
  const documents = modules
    .flatMap((module) => Object.entries(module))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && /^\s*query /.test(entry[1]));

  /** The most the schema lets a variable be. */
  const largest: Record<string, unknown> = Object.fromEntries(
    Object.entries(RANGES).map(([name, [, most]]) => [name, most]),
  );
  const ref = { kind: 'BUYER', externalId: 'b1' };
  const given: Record<string, unknown> = {
    ...largest,
    id: 'rng_1',
    ring: 'rng_1',
    fromRun: 'run_1',
    // Of a comparison of runs.
    second: 'run_2',
    text: 'x',
    of: [ref],
    ref,
    entity: ref,
    from: ref,
    to: ref,
    depth: 1,
    ids: refs(500).map((one) => one.externalId),
    orderBy: { field: 'SCORE' },
    // Its pages are of fifty.
    first: 50,
  };

  test('has documents', () => expect(documents.length).toBeGreaterThan(8));

  test.each(documents)('%s is within all limits at its largest', (_, query) => {
    const { problem, cost } = measure(query, {
      ...given,
      ...(query.includes('$from: DateTime') && { from: '2026-01-01', to: '2026-02-01' }),
      ...(query.includes('$orderBy: AlertOrder') && { orderBy: { field: 'RAISED_AT' } }),
    });
    expect(problem).toBeNull();
    expect(cost).toBeLessThan(LIMITS.cost);
  });
});

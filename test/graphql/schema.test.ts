/** The printed schema is what web builders and other tools write against: it changes only on purpose. */
import { readFileSync, writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { toExecutableSchema } from '../../server/src/graphql/executable-schema.ts';

const FILE = new URL('../../server/src/graphql/schema.graphql', import.meta.url);
const HEADER = [
  '# Printed from the modules beside it. After a change: UPDATE_SCHEMA=1 pnpm test test/graphql/schema.test.ts',
  '# biome-ignore-all format: as graphql-js prints it',
  '# biome-ignore-all lint/style/noExcessiveLinesPerFile: one schema, one file',
  '',
  '',
].join('\n');

const schema = toExecutableSchema();
const printed = `${HEADER}${printSchema(schema)}\n`;

test('the printed schema is the one in the repository', () => {
  if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(FILE, printed);
  expect(readFileSync(FILE, 'utf8')).toBe(printed);
});

test('every type and every nullable field says what it is', () => {
  const silent = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => ('getFields' in type ? Object.values(type.getFields()).map((field) => ({ type, field })) : []))
    .filter(({ field }) => 'resolve' in field && !String(field.type).endsWith('!') && !field.description)
    .map(({ type, field }) => `${type.name}.${field.name}`);
  expect(silent).toEqual([]);
});

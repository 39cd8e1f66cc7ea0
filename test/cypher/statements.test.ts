import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expansionsOf, readCatalogue, type Statement } from '../../server/src/adapters/neo4j/catalogue.ts';
import { budgetTable } from './budget-table.ts';
import { lintStatement } from './lint-statement.ts';

const FOLDER = fileURLToPath(new URL('../../cypher/', import.meta.url));
const statements = readCatalogue();
const migrations = statements.filter(({ name }) => name.startsWith('schema/'));
/** The others change what is held. */
const ofSchema = migrations.filter(({ body }) => body.startsWith('CREATE '));
const indexes = new Set(ofSchema.flatMap(expansionsOf).map(({ text }) => nameOf(text)));
/** `@index id_of_TYPE` of a template stands for that of each type. */
for (const name of [...indexes]) {
  const over = /^(\w+_of)_([A-Z_]+|[A-Za-z]+)$/.exec(name);
  if (over) indexes.add(`${over[1]}_${/^[A-Z_]+$/.test(over[2] ?? '') ? 'TYPE' : 'KIND'}`);
}

describe('the catalogue of statements', () => {
  it('has its budgets in its README', () => {
    expect(readFileSync(`${FOLDER}README.md`, 'utf8')).toContain(budgetTable(statements));
  });

  it.each(statements.map((statement) => [statement.name, statement] as const))(
    '%s says what it does, and does it',
    (name, statement) => {
      expect(lintStatement(readFileSync(`${FOLDER}${name}.cypher`, 'utf8'), statement, indexes)).toEqual([]);
    },
  );

  it('has every constraint and index of its migrations in the table of the adapter’s README', () => {
    const readme = readFileSync(`${FOLDER}../server/src/adapters/neo4j/README.md`, 'utf8');
    const table = readme.split('## Constraints and indexes')[1]?.split('\n## ')[0] ?? '';
    const told = [...table.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    );
    const made = ofSchema.map(({ body }) => nameOf(body).replace('__KIND__', 'Seller').replace('__TYPE__', 'ORDER'));
    expect(told.toSorted()).toEqual(made.toSorted());
  });

  it('has migrations numbered from one without a gap, each safe to run again', () => {
    expect(migrations.length).toBeGreaterThan(0);
    expect(migrations.map(({ name }) => Number(/^schema\/(\d+)-/.exec(name)?.[1]))).toEqual(
      migrations.map((_, i) => i + 1),
    );
    for (const { name, body } of ofSchema) expect(body, name).toContain(' IF NOT EXISTS');
    const changes = migrations.filter((each) => !ofSchema.includes(each));
    for (const { name, body } of changes) expect(body, name).not.toMatch(/\b(CREATE|MERGE|DELETE|REMOVE)\b/);
  });
});

/** A good statement, and what is found when one thing in it is wrong. */
const GOOD = `// Finds accounts of a device.
// @param id String
// @param limit Integer
// @returns account String
// @returns count Integer
// @index entity_key
MATCH (d:Device {id: $id})<-[r:USES_DEVICE]-(a:Actor)
RETURN a.id AS account, r.count AS count
ORDER BY account
LIMIT $limit
`;
const lint = (file: string): readonly string[] => lintStatement(file, parse(file), new Set(['entity_key']));
function parse(file: string): Statement {
  const columns = (tag: string) =>
    [...file.matchAll(new RegExp(`^// @${tag} (\\S+) ?(.*)$`, 'gm'))].map(([, name = '', type = '']) => ({
      name,
      type,
    }));
  return {
    name: 'planted',
    purpose: '',
    over: null,
    params: columns('param'),
    returns: columns('returns'),
    indexes: columns('index').map(({ name }) => name),
    hits: null,
    body: file.replace(/^(?:\/\/.*\n)+/, '').trim(),
  };
}

/** A template over three types. */
const TEMPLATE = `// Counts events of a type.
// @for TYPE EventType
// @returns type String
// @returns events Integer
MATCH ()-[e:__TYPE__]->()
RETURN '__TYPE__' AS type, count(e) AS events
`;
function lintTemplate(file: string, names: readonly string[]): string {
  const statement: Statement = { ...parse(file), over: 'EventType' };
  const expansions = names.map((value) => ({ value, text: statement.body.replaceAll('__TYPE__', value) }));
  return lintStatement(file, statement, new Set(), expansions).join('\n');
}

describe('a planted mistake in a template', () => {
  it('is none in the template it is planted in', () => {
    expect(lintTemplate(TEMPLATE, ['ORDER', 'LOGIN', 'REFUND'])).toBe('');
  });

  it.each([
    ['a type misspelt in the last of its texts', TEMPLATE, 'REFUNT', /type REFUNT is not/],
    ['a name of two words in the last of its texts', TEMPLATE, 'RE FUND', /Invalid input/],
    ['a name for a variable', TEMPLATE.replace('[e:', '[__TYPE__:'), 'REFUND', /__TYPE__ stands where/],
    ['a name for a property', TEMPLATE.replace('count(e)', 'count(e.__TYPE__)'), 'REFUND', /__TYPE__ stands where/],
    ['a placeholder of another vocabulary', TEMPLATE.replace('()-', '(:__KIND__)-'), 'REFUND', /left in .*__KIND__/],
  ])('is found: %s', (_, file, last, message) => {
    expect(lintTemplate(file, ['ORDER', 'LOGIN', last])).toMatch(message);
  });
});

describe('a planted mistake', () => {
  it('is none in the statement it is planted in', () => expect(lint(GOOD)).toEqual([]));

  it.each([
    ['a clause that is none', 'MATCH (d', 'MACH (d', /Invalid input/],
    ['a pattern left open', 'Device {id: $id})', 'Device {id: $id}', /Invalid input/],
    ['a label misspelt', ':Device', ':Devise', /Label Devise/],
    ['a type misspelt', ':USES_DEVICE', ':USE_DEVICE', /Relationship type USE_DEVICE/],
    ['a property misspelt', 'r.count', 'r.cuont', /cuont/],
    ['a variable of nowhere', 'r.count AS', 'q.count AS', /Variable `q` not defined/],
    ['a parameter not declared', '// @param limit Integer\n', '', /\$limit is used and not declared/],
    ['a parameter not used', 'LIMIT $limit', 'LIMIT 10', /\$limit is declared and not used/],
    ['a column not declared', '// @returns count Integer\n', '', /RETURN gives account, count/],
    ['a column not returned', ', r.count AS count', '', /RETURN gives account$/],
    ['no purpose', '// Finds accounts of a device.\n', '', /no purpose/],
    ['a tag nobody knows', '// @index', '// @idx', /unknown tag/],
    ['a type nobody knows', 'id String', 'id Text', /no type known/],
    ['an index that is not made', '@index entity_key', '@index entity_kee', /made by no migration/],
  ])('is found: %s', (_, right, wrong, message) => {
    expect(GOOD).toContain(right);
    expect(lint(GOOD.replace(right, wrong)).join('\n')).toMatch(message);
  });
});

function nameOf(text: string): string {
  return /^CREATE (?:[A-Z]+ )?(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS/.exec(text)?.[1] ?? '';
}

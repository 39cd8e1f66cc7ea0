/** Checks one statement file without a database: its header against its body, its Cypher against the graph's model. */
import { lintCypherQuery } from '@neo4j-cypher/language-support';
import { type Expansion, expansionsOf, type Statement } from '../../server/src/adapters/neo4j/catalogue.ts';
import { LABELS, PROPERTY_KEYS, RELATIONSHIP_TYPES } from './graph-vocabulary.ts';

const TYPE = /^(?:Integer|Float|String|Boolean|Map|Node|List(?:<.+>)?)(?: or null)?$/;
const TAG = /^@(for|param|returns|index|hits) \S/;
/** A short word for a node or relationship, which we keep: the new form is twice as long and no safer in one transaction. */
const ACCEPTED = /deprecated function.*'id' has been replaced/;

/**
 * Where a name of the vocabulary may stand: as a label or type, as a text, at the end of the name of an index; and the one
 * map, which every text has alike.
 */
const NAMED_HERE = /[:|]__\w+?__(?!\w)|'__\w+?__'|_of___\w+?__(?!\w)|\b__RANKS__ AS ranks\b/g;
const PLACEHOLDER = /__[A-Z_]+?__/;

/** The problems of a file, each a sentence; none for a good one. `expansions`: its texts. */
export function lintStatement(
  file: string,
  statement: Statement,
  indexes: ReadonlySet<string>,
  expansions: readonly Expansion[] = expansionsOf(statement),
): readonly string[] {
  return [
    ...headerProblems(file),
    ...parameterProblems(statement),
    ...columnProblems(statement),
    ...statement.indexes.filter((name) => !indexes.has(name)).map((name) => `@index ${name} is made by no migration`),
    ...placeProblems(statement),
    ...expansions.flatMap(({ text }) =>
      PLACEHOLDER.test(text) ? [`left in the text: ${PLACEHOLDER.exec(text)}`] : [],
    ),
    ...cypherProblems(expansions[0]?.text ?? '', statement.params),
    ...expansions.slice(1).flatMap(({ value }) => nameProblems(statement, value ?? '')),
  ];
}

/** What makes the texts of a template differ by nothing but names, so that the first of them stands for their grammar. */
function placeProblems({ body }: Statement): readonly string[] {
  const rest = body.replaceAll(NAMED_HERE, '');
  return PLACEHOLDER.test(rest) ? [`${PLACEHOLDER.exec(rest)} stands where a name of the vocabulary may not`] : [];
}

const named = new Map<string, readonly string[]>();

/** Of a name in the place where templates have it; each is read once, however many templates there are. */
function nameProblems({ over }: Statement, name: string): readonly string[] {
  const text =
    over === 'EntityKind'
      ? `MATCH (n:Entity:${name}) RETURN n.id AS id`
      : `MATCH ()-[r:${name}]->() RETURN '${name}' AS type`;
  const problems = named.get(text) ?? cypherProblems(text, []);
  named.set(text, problems);
  return problems;
}

function headerProblems(file: string): readonly string[] {
  const lines = file.split('\n');
  const length = lines.findIndex((line) => !line.startsWith('//'));
  const header = lines.slice(0, length).map((line) => line.slice(3));
  const [purpose = '', ...rest] = header;
  const problems = rest.filter((line) => line.startsWith('@') && !TAG.test(line)).map((line) => `unknown tag: ${line}`);
  if (length < 1 || purpose.startsWith('@') || !purpose.endsWith('.')) problems.push('no purpose in the first line');
  const types = header.flatMap((line) => /^@(?:param|returns) (\S+) ?(.*)$/.exec(line)?.slice(1, 3).join(' ') ?? []);
  for (const typed of types)
    if (!TYPE.test(typed.slice(typed.indexOf(' ') + 1))) problems.push(`no type known: ${typed}`);
  return problems;
}

function parameterProblems({ params, body }: Statement): readonly string[] {
  const declared = params.map(({ name }) => name);
  const used = new Set([...body.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
  return [
    ...declared.filter((name) => !used.has(name)).map((name) => `$${name} is declared and not used`),
    ...[...used].filter((name) => !declared.includes(name)).map((name) => `$${name} is used and not declared`),
  ];
}

/** What the last RETURN gives, by name. */
function columnProblems({ returns, body }: Statement): readonly string[] {
  const declared = returns.map(({ name }) => name).join(', ');
  const clause =
    /(?:^|\n)RETURN (?:DISTINCT )?([\s\S]*?)(?:\n(?:ORDER BY|SKIP|LIMIT)\b[\s\S]*)?$/.exec(body)?.[1] ?? '';
  const given = splitColumns(clause)
    .map((column) => /(?:^|\s)AS (\w+)$/.exec(column)?.[1] ?? column)
    .join(', ');
  return given === declared ? [] : [`@returns ${declared || 'nothing'}, but RETURN gives ${given || 'nothing'}`];
}

/** At the commas outside of brackets. */
function splitColumns(clause: string): readonly string[] {
  const columns = [''];
  let depth = 0;
  for (const sign of clause) {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    if (sign === ',' && depth === 0) columns.push('');
    else columns[columns.length - 1] += sign;
  }
  return columns.map((column) => column.trim()).filter((column) => column !== '');
}

function cypherProblems(text: string, params: Statement['params']): readonly string[] {
  const schema = {
    labels: [...LABELS],
    relationshipTypes: [...RELATIONSHIP_TYPES],
    propertyKeys: [...PROPERTY_KEYS],
    parameters: Object.fromEntries(params.map(({ name }) => [name, null])),
  };
  return lintCypherQuery(text, schema)
    .diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value))
    .filter((message) => !ACCEPTED.test(message));
}

/**
 * The statements that read a foreign graph: made of a map and of nothing else, names quoted, values as parameters. They
 * match and return; the sessions they run in cannot write.
 */
import { quoted } from './foreign-names.ts';
import { matchPattern, ownersOf, type Pattern, VARIABLES } from './pattern.ts';
import type { NamedProperty, ReadingEntry } from './reading-entry.ts';

/** Types a property may have that tells what changed: how a value is told as text, and made of one again. */
export const COMPARABLE = {
  'ZONED DATETIME': { of: 'datetime($from)', isTime: true },
  'LOCAL DATETIME': { of: 'localdatetime($from)', isTime: true },
  DATE: { of: 'date($from)', isTime: true },
  INTEGER: { of: 'toInteger($from)', isTime: false },
  FLOAT: { of: 'toFloat($from)', isTime: false },
  STRING: { of: '$from', isTime: null },
} as const;
export type ComparableType = keyof typeof COMPARABLE;
export const isComparable = (type: string): type is ComparableType => Object.hasOwn(COMPARABLE, type);

const propertyOf = ({ owner, name }: Pick<NamedProperty, 'owner' | 'name'>): string =>
  `${VARIABLES[owner]}.${quoted(name)}`;
const updatedOf = (property: string): string => propertyOf({ owner: 'own', name: property });

/** Rows of [element id, what was named of it, of its start, of its end]. */
function returned({ pattern, properties }: ReadingEntry): string {
  const tables = ownersOf(pattern).map((owner) => {
    const names = properties.filter((one) => one.owner === owner).map(({ name }) => `.${quoted(name)}`);
    return `${VARIABLES[owner]} {${names.join(', ')}} AS ${owner}`;
  });
  return ['elementId(n) AS element', ...tables].join(', ');
}

export type Changed = { readonly property: string; readonly type: ComparableType };
/** `start`: from the first; `again`: from a bookmark on; `on`: after the last row of the page before. */
export type PageStart = 'start' | 'again' | 'on';

/** One page in the order of change, with the change of each row as text: parameters from, overlap, after, limit. */
export function readPage(entry: ReadingEntry, { property, type }: Changed, start: PageStart): string {
  const updated = updatedOf(property);
  const { of: from, isTime } = COMPARABLE[type];
  const overlap = isTime === null ? '' : isTime ? ' - duration({seconds: $overlap})' : ' - $overlap';
  const conditions = {
    start: [],
    again: [`${updated} >= ${from}${overlap}`],
    on: [`${updated} >= ${from}`, `(${updated} > ${from} OR elementId(n) > $after)`],
  };
  return [
    matchPattern(entry.pattern),
    `WHERE ${[`${updated} IS NOT NULL`, `${updated} IS :: ${type} NOT NULL`, ...conditions[start]].join(' AND ')}`,
    `WITH ${ownersOf(entry.pattern)
      .map((owner) => VARIABLES[owner])
      .join(', ')}, ${updated} AS updated`,
    'ORDER BY updated, elementId(n) LIMIT $limit',
    `RETURN toString(updated) AS updated, ${returned(entry)}`,
  ].join('\n');
}

/** All rows, or those that have no place in the order of change. */
export function readAll(entry: ReadingEntry, without: Changed | null): string {
  const where = without === null ? '' : `WHERE NOT (${updatedOf(without.property)} IS :: ${without.type} NOT NULL)\n`;
  return `${matchPattern(entry.pattern)}\n${where}RETURN ${returned(entry)}`;
}

export const readType = ({ pattern }: ReadingEntry, property: string): string =>
  `${matchPattern(pattern)}
WHERE ${updatedOf(property)} IS NOT NULL
RETURN valueType(${updatedOf(property)}) AS type LIMIT 1`;

/** From the store's own books, not by looking at each. */
export const countAll = ({ kind, label }: Pattern): string =>
  kind === 'node'
    ? `MATCH (n:${quoted(label)}) RETURN count(n) AS count`
    : `MATCH ()-[n:${quoted(label)}]->() RETURN count(n) AS count`;

/** How many of the first `limit` there are, and how many of those have each property. */
export const countSample = ({ pattern, properties }: ReadingEntry): string =>
  [
    matchPattern(pattern),
    `WITH ${ownersOf(pattern)
      .map((owner) => VARIABLES[owner])
      .join(', ')} LIMIT $limit`,
    `RETURN count(n) AS rows, [${properties.map((one) => `count(${propertyOf(one)})`).join(', ')}] AS having`,
  ].join('\n');

export const findOne = ({ pattern }: ReadingEntry, property: NamedProperty): string =>
  `${matchPattern(pattern)}
WHERE ${propertyOf(property)} IS NOT NULL
RETURN 1 AS found LIMIT 1`;

/** Names of properties of the first of them, for the sentence about one that is not there. */
export const sampleKeys = (pattern: Pattern, owner: NamedProperty['owner']): string =>
  `${matchPattern(pattern)}
WITH ${VARIABLES[owner]} AS thing LIMIT 100
UNWIND keys(thing) AS key
RETURN DISTINCT key ORDER BY key LIMIT 40`;

export const LABELS = 'CALL db.labels() YIELD label RETURN label AS name ORDER BY name';
export const RELATIONSHIP_TYPES =
  'CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name ORDER BY name';
/** Of a store of our own. */
export const OWN_STORES = 'MATCH (n:ClewlineStore) RETURN count(n) AS count';
export const DATABASE_ID = 'CALL db.info() YIELD id RETURN id';

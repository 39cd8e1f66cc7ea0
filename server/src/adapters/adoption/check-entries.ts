/** Whether the foreign graph has what the map names: labels, relationship types, and the properties of each. */
import type { MapMistake } from '../files/mapping/map-text.ts';
import type { ForeignConnection } from './foreign-connection.ts';
import { describePattern, type Owner, type Pattern } from './pattern.ts';
import type { NamedProperty, ReadingEntry } from './reading-entry.ts';
import { countAll, countSample, findOne, LABELS, RELATIONSHIP_TYPES, sampleKeys } from './reading-statements.ts';

/** Looked at first; the rest only for a property that none of these has. */
const SAMPLE = 10_000n;
const NAMED = 40;

export async function findMistakes(
  connection: ForeignConnection,
  entries: readonly ReadingEntry[],
): Promise<readonly MapMistake[]> {
  const names = async (text: string) => (await connection.read(text)).map(([name]) => String(name));
  const held: Held = { labels: await names(LABELS), types: await names(RELATIONSHIP_TYPES) };
  const mistakes: MapMistake[] = [];
  for (const entry of entries) {
    const unknown = unknownNames(entry, held);
    mistakes.push(...unknown);
    if (unknown.length === 0) mistakes.push(...(await findAbsent(connection, entry)));
  }
  return mistakes;
}

type Held = { readonly labels: readonly string[]; readonly types: readonly string[] };

function unknownNames({ path, pattern }: ReadingEntry, { labels, types }: Held): readonly MapMistake[] {
  const check = (step: string, name: string | null, known: readonly string[], what: string): readonly MapMistake[] =>
    name === null || known.includes(name)
      ? []
      : [{ path: [...path, step], message: `the graph has no ${what} ${name}; it has ${listed(known)}` }];
  if (pattern.kind === 'node') return check('label', pattern.label, labels, 'label');
  return [
    ...check('type', pattern.label, types, 'relationship type'),
    ...check('from', pattern.from, labels, 'label'),
    ...check('to', pattern.to, labels, 'label'),
  ];
}

async function findAbsent(connection: ForeignConnection, entry: ReadingEntry): Promise<readonly MapMistake[]> {
  const [sample] = await connection.read(countSample(entry), { limit: SAMPLE });
  const [rows, having] = sample ?? [];
  if (Number(rows) === 0) return noneThere(connection, entry);
  const counts = Array.isArray(having) ? having.map(Number) : [];
  const mistakes: MapMistake[] = [];
  for (const [i, property] of entry.properties.entries()) {
    if (counts[i] !== 0 || isOptional(entry, property)) continue;
    if (rows === SAMPLE && (await connection.read(findOne(entry, property))).length > 0) continue;
    const keys = (await connection.read(sampleKeys(entry.pattern, property.owner))).map(([key]) => String(key));
    const whose = describeOwner(entry.pattern, property.owner);
    mistakes.push({
      path: property.path,
      message: `${whose} has no property ${property.name}; there are ${listed(keys)} (name it in optional, if it may come)`,
    });
  }
  return mistakes;
}

const isOptional = ({ optional }: ReadingEntry, { owner, name }: NamedProperty): boolean =>
  optional.has(owner === 'own' ? name : `${owner}.${name}`);

/** A label without nodes is nothing wrong; a relationship between other ends is. */
async function noneThere(connection: ForeignConnection, { path, pattern }: ReadingEntry): Promise<MapMistake[]> {
  if (pattern.kind === 'node') return [];
  const [row] = await connection.read(countAll(pattern));
  if (Number(row?.[0]) === 0) return [];
  return [{ path, message: `there is no ${describePattern(pattern)}: other ends, or the other way round?` }];
}

const describeOwner = (pattern: Pattern, owner: Owner): string =>
  owner === 'own'
    ? describePattern(pattern)
    : `the ${owner === 'from' ? 'start' : 'end'} of ${describePattern(pattern)}`;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and others`;
}

/**
 * The statements of `cypher/`: one a file, found by their path there. A header in comments tells what a statement is
 * for, what it takes and gives; a template is one statement for each name of a closed vocabulary.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { typeWeight } from '../../domain/link-strength.ts';
import {
  DRAWN_LINK_TYPE_LIST,
  ENTITY_KIND_LIST,
  type EntityKind,
  EVENT_TYPE_LIST,
  kindEntry,
  LINK_TYPE_LIST,
} from '../../domain/ontology.ts';

const FOLDER = fileURLToPath(new URL('../../../../cypher/', import.meta.url));

const VOCABULARIES = {
  EntityKind: { placeholder: '__KIND__', names: ENTITY_KIND_LIST },
  LinkType: { placeholder: '__TYPE__', names: LINK_TYPE_LIST },
  EventType: { placeholder: '__TYPE__', names: EVENT_TYPE_LIST },
  DrawnType: { placeholder: '__TYPE__', names: [...LINK_TYPE_LIST, 'EVENTS'] },
} as const;
type VocabularyName = keyof typeof VOCABULARIES;

type Column = { readonly name: string; readonly type: string };
export type Statement = {
  /** The path in `cypher/` without its ending: `graph/expand-entity`. */
  readonly name: string;
  readonly purpose: string;
  /** The vocabulary a template is over; null for a plain statement. */
  readonly over: VocabularyName | null;
  readonly params: readonly Column[];
  readonly returns: readonly Column[];
  readonly indexes: readonly string[];
  /** Budget of db hits on the test graph; null = none set. */
  readonly hits: number | null;
  readonly body: string;
};

/** Every file, by path. */
export function readCatalogue(): readonly Statement[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.cypher'))
    .sort()
    .map((path) => readStatement(path.replaceAll('\\', '/').slice(0, -'.cypher'.length)));
}

function readStatement(name: string): Statement {
  const lines = readFileSync(`${FOLDER}${name}.cypher`, 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  const header = lines.slice(0, end).map((line) => line.replace(/^\/\/ ?/, ''));
  const tagged = (tag: string): readonly string[] =>
    header.flatMap((line) => (line.startsWith(`@${tag} `) ? [line.slice(tag.length + 2).trim()] : []));
  const over = tagged('for')[0]?.split(' ').at(-1) ?? null;
  if (over !== null && !isVocabulary(over)) throw new Error(`cypher/${name}.cypher: there is no vocabulary ${over}`);
  const hits = tagged('hits')[0];
  return {
    name,
    purpose: header[0] ?? '',
    over,
    params: tagged('param').map(toColumn),
    returns: tagged('returns').map(toColumn),
    indexes: tagged('index'),
    hits: hits === undefined ? null : Number(hits),
    body: lines.slice(end).join('\n').trim(),
  };
}

const isVocabulary = (name: string): name is VocabularyName => Object.hasOwn(VOCABULARIES, name);
const toColumn = (text: string): Column => {
  const [name = '', ...type] = text.split(' ');
  return { name, type: type.join(' ') };
};

export type Expansion = { readonly value: string | null; readonly text: string };

/** Every text of this statement that a server can be sent. */
export function expansionsOf({ over, body }: Statement): readonly Expansion[] {
  if (over === null) return [{ value: null, text: withTypes(body) }];
  const { placeholder, names } = VOCABULARIES[over];
  return names.map((value) => {
    const label = over === 'EntityKind' ? body.replaceAll('__CLASS__', classLabel(value as EntityKind)) : body;
    return { value, text: withTypes(label.replaceAll(placeholder, value)) };
  });
}

/** Of each drawn type its weight and its place. In the text: as a parameter it would travel with every question. */
const RANKS = `{${DRAWN_LINK_TYPE_LIST.map((type, place) => `${type}: [${typeWeight(type)}, ${place}]`).join(', ')}}`;

const withTypes = (body: string): string =>
  body
    .replaceAll('__LINK_TYPES__', LINK_TYPE_LIST.join('|'))
    .replaceAll('__EVENT_TYPES__', EVENT_TYPE_LIST.join('|'))
    .replaceAll('__DRAWN_TYPES__', [...LINK_TYPE_LIST, 'EVENTS'].join('|'))
    .replaceAll('__RANKS__', RANKS);

const classLabel = (kind: EntityKind): string => {
  const name: string = kindEntry(kind).class;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
};

const texts = new Map<string, string>();

/** The text to send: of a template, the one for `value`. */
export function textOf(name: string, value: string | null = null): string {
  const key = `${name} ${value}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  for (const expansion of expansionsOf(readStatement(name))) texts.set(`${name} ${expansion.value}`, expansion.text);
  const text = texts.get(key);
  if (text === undefined) throw new Error(`cypher/${name}.cypher is not for ${value}`);
  return text;
}

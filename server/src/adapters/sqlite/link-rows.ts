/** Rows of `link`: the stated and the observed part side by side, and what is shown of them together. */
import type { Decimal } from '../../domain/decimal.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { type Fields, type FieldValue, NO_FIELDS } from '../../domain/merge-fields.ts';
import { isRemoved, type ObservedLink } from '../../domain/merge-observed.ts';
import { earlier, later, type Merged, type StatedLink } from '../../domain/merge-record.ts';
import { type AddressRole, DRAWN_LINK_TYPE_LIST, type DrawnLinkType, LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { toTime } from './entity-rows.ts';
import type { SourceSets } from './source-sets.ts';
import { type SqlRow, type SqlValue, toNullableNumber, toNumber } from './sql.ts';
import { FieldReader, fieldValue, parseUpdatedAt, toUpdatedAt } from './versions.ts';

/** In the order the functions below read them; `sources` and `fields` last, as they are seldom needed. */
export const LINK_COLUMNS = [
  'a',
  'b',
  'type',
  'stamp',
  'stated_count',
  'stated_first',
  'stated_span',
  'observed_count',
  'observed_first',
  'observed_span',
  'removed_at',
  'updated_at',
  'sources',
  'fields',
] as const;
const DEALINGS = LINK_TYPE_LIST.indexOf('TRANSACTED_WITH');
export const linkColumns = (alias: string): string => LINK_COLUMNS.map((column) => `${alias}.${column}`).join(', ');

/** The same, but for `fields` and `sources` where counting and ranking do not need them. */
export const rankingColumns = (alias: string): string =>
  LINK_COLUMNS.map((column) => {
    if (column === 'sources') return 'NULL';
    return column === 'fields' ? `CASE ${alias}.type WHEN ${DEALINGS} THEN ${alias}.fields END` : `${alias}.${column}`;
  }).join(', ');

/** `countOf` as SQL. */
export const countSql = (alias: string): string => {
  const larger = (stated: string): string => `max(coalesce(${stated}, 0), coalesce(${alias}.observed_count, 0))`;
  const ofDealings = `coalesce(json_extract(${alias}.fields, '$.dealings[0]'), ${alias}.stated_count)`;
  return `CASE ${alias}.type WHEN ${DEALINGS} THEN ${larger(ofDealings)} ELSE ${larger(`${alias}.stated_count`)} END`;
};

/** In the order of `statedValues`; most rows have nothing in the last three. */
export const STATED_COLUMNS = [
  'stated_count',
  'stated_first',
  'stated_span',
  'sources',
  'removed_at',
  'updated_at',
  'fields',
] as const;
export const SELDOM_STATED = 3;

export const toDrawnType = (code: SqlValue | undefined): DrawnLinkType => {
  const type = DRAWN_LINK_TYPE_LIST[toNumber(code)];
  if (!type) throw new Error(`the store holds an unknown type of link: ${code}`);
  return type;
};

export function statedValues(link: StatedLink, sources: SourceSets): SqlValue[] {
  const { firstSeen, lastSeen } = link;
  return [
    link.count,
    firstSeen,
    firstSeen === null || lastSeen === null ? null : lastSeen - firstSeen,
    link.sources.length === 0 ? null : sources.idOf(link.sources),
    removedAtOf(link.fields),
    toUpdatedAt(link.updatedAt),
    fieldsText(link),
  ];
}

export const removedAtOf = (fields: Fields): number | null => {
  const removedAt = fieldValue(fields, 'removedAt');
  return typeof removedAt === 'number' ? removedAt : null;
};

/** Versions of fields set by another row than the latest stand under `~`, a name no field of ours has. */
function fieldsText({ fields, updatedAt }: Merged): string | null {
  if (fields.size === 0) return null;
  const values: [string, unknown][] = [];
  const versions: [string, number][] = [];
  for (const [name, { value, version }] of fields) {
    values.push([name, value]);
    if (version !== updatedAt) versions.push([name, version]);
  }
  if (versions.length > 0) values.push(['~', Object.fromEntries(versions)]);
  return JSON.stringify(Object.fromEntries(values));
}

type StoredFields = Readonly<Record<string, FieldValue>>;
const parseFields = (text: string): StoredFields => JSON.parse(text);

function readFields(row: SqlRow): Merged {
  const text = row[13];
  if (typeof text !== 'string') return { updatedAt: parseUpdatedAt(row[11]), fields: NO_FIELDS };
  const stored = parseFields(text);
  const versions = stored['~'];
  const reader = new FieldReader(row[11], versions ? JSON.stringify(versions) : null);
  for (const [name, value] of Object.entries(stored)) if (name !== '~') reader.add(name, value);
  return reader.merged();
}

export function parseStated(row: SqlRow, sources: SourceSets): StatedLink | null {
  if (row[4] === null) return null;
  const first = toNullableNumber(row[5]);
  const { updatedAt, fields } = readFields(row);
  return {
    updatedAt,
    fields,
    firstSeen: first,
    lastSeen: first === null ? null : first + toNumber(row[6]),
    count: toNumber(row[4]),
    sources: sources.namesOf(row[12]),
  };
}

export function parseObserved(row: SqlRow): ObservedLink | null {
  if (row[7] === null) return null;
  const first = toNullableNumber(row[8]);
  return { count: toNumber(row[7]), firstSeen: first, lastSeen: first === null ? null : first + toNumber(row[9]) };
}

const end = (first: number | null, span: SqlValue | undefined): number | null =>
  first === null ? null : first + toNumber(span);

export const firstSeenOf = (row: SqlRow): number | null => earlier(toNullableNumber(row[5]), toNullableNumber(row[8]));
export const lastSeenOf = (row: SqlRow): number | null =>
  later(end(toNullableNumber(row[5]), row[6]), end(toNullableNumber(row[8]), row[9]));
export const isLive = (row: SqlRow): boolean => !isRemoved(toNullableNumber(row[10]), lastSeenOf(row));

/** What is shown: the larger count. */
export const countOf = (row: SqlRow): number => Math.max(statedCountOf(row), toNumber(row[7]));

/** Of dealings the count they state themselves, in the group with their money. */
export function statedCountOf(row: SqlRow): number {
  const text = row[13];
  if (typeof text !== 'string' || !text.includes('"dealings"')) return toNumber(row[4]);
  const dealings = parseFields(text)['dealings'];
  return typeof dealings === 'object' && typeof dealings[0] === 'number' ? dealings[0] : toNumber(row[4]);
}

type Shown = Omit<DrawnLink, 'from' | 'to' | 'strength'>;

export function parseShown(row: SqlRow, sources: SourceSets): Shown {
  const { fields } = readFields(row);
  const dealings = fieldValue(fields, 'dealings');
  const [, amount, currency] = typeof dealings === 'object' && dealings !== null ? dealings : [];
  const attributes: [string, string][] = [];
  for (const [name, { value }] of fields) if (name.startsWith('@')) attributes.push([name.slice(1), String(value)]);
  return {
    type: toDrawnType(row[2]),
    firstSeen: toTime(firstSeenOf(row)),
    lastSeen: toTime(lastSeenOf(row)),
    count: countOf(row),
    sources: sources.namesOf(row[12]),
    role: fieldValue(fields, 'role') as AddressRole | null,
    amount: (amount ?? null) as Decimal | null,
    currency: (currency ?? null) as string | null,
    removedAt: toTime(row[10]),
    attributes: Object.fromEntries(attributes),
  };
}

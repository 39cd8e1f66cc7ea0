/** Rows of `entity` to and from merged entities. */
import type { Decimal } from '../../domain/decimal.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { Merged } from '../../domain/merge-record.ts';
import { ENTITY_KIND_LIST, type EntityKind, type EntityStatus, type RiskLabel } from '../../domain/ontology.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { fold } from './fold.ts';
import { type SqlRow, type SqlValue, toNullableText, toNumber, toText } from './sql.ts';
import {
  attributesText,
  columnOf,
  FieldReader,
  parseAttributes,
  partOf,
  toUpdatedAt,
  versionsText,
} from './versions.ts';

const FIELD_COLUMNS = [
  'label',
  'market',
  'created_at',
  'status',
  'risk_label',
  'risk_at',
  'risk_reason',
  'unsettled',
  'reserved',
  'balance_currency',
  'next_settlement_at',
  'removed_at',
  'updated_at',
  'versions',
  'attributes',
] as const;
/** In the order of `entityValues`. */
export const ENTITY_WRITE_COLUMNS: readonly string[] = ['kind', 'ext', 'folded', ...FIELD_COLUMNS];
/** In the order the parsers below expect. */
export const ENTITY_READ_COLUMNS = ['id', 'kind', 'ext', ...FIELD_COLUMNS, 'degree'];

export const toKind = (code: SqlValue | undefined): EntityKind => {
  const kind = ENTITY_KIND_LIST[toNumber(code)];
  if (!kind) throw new Error(`the store holds an unknown kind of entity: ${code}`);
  return kind;
};

/** Null where the id is its own folded form: the identity index finds it then. */
export function foldedId(id: string): string | null {
  const folded = fold(id);
  return folded === id ? null : folded;
}

export function entityValues(kind: number, id: string, merged: Merged): SqlValue[] {
  const { fields } = merged;
  return [
    kind,
    id,
    foldedId(id),
    columnOf(fields, 'label'),
    columnOf(fields, 'market'),
    columnOf(fields, 'createdAt'),
    columnOf(fields, 'status'),
    partOf(fields, 'risk', 0),
    partOf(fields, 'risk', 1),
    partOf(fields, 'risk', 2),
    partOf(fields, 'balances', 0),
    partOf(fields, 'balances', 1),
    partOf(fields, 'balances', 2),
    columnOf(fields, 'nextSettlementAt'),
    columnOf(fields, 'removedAt'),
    toUpdatedAt(merged.updatedAt),
    versionsText(merged),
    attributesText(fields),
  ];
}

const atom = (value: SqlValue | undefined): string | number | null =>
  value === undefined ? null : typeof value === 'bigint' ? Number(value) : value;

export function parseMergedEntity(row: SqlRow): Merged {
  const reader = new FieldReader(row[15], row[16]);
  reader.add('label', row[3]);
  reader.add('market', row[4]);
  reader.add('createdAt', row[5]);
  reader.add('status', row[6]);
  if (row[7] !== null) reader.add('risk', [atom(row[7]), atom(row[8]), atom(row[9])]);
  if (row[12] !== null) reader.add('balances', [atom(row[10]), atom(row[11]), atom(row[12])]);
  reader.add('nextSettlementAt', row[13]);
  reader.add('removedAt', row[14]);
  reader.addAttributes(row[17]);
  return reader.merged();
}

export function parseEntity(row: SqlRow): Entity {
  return {
    kind: toKind(row[1]),
    id: toText(row[2]),
    label: toNullableText(row[3]),
    market: toNullableText(row[4]),
    createdAt: toTime(row[5]),
    status: (toNullableText(row[6]) ?? 'active') as EntityStatus,
    risk: parseRisk(row),
    balances: parseBalances(row),
    nextSettlementAt: toTime(row[13]),
    removedAt: toTime(row[14]),
    updatedAt: toTime(row[15]),
    attributes: typeof row[17] === 'string' ? parseAttributes(row[17]) : {},
    linkCount: toNumber(row[18]),
  };
}

export const toTime = (value: SqlValue | undefined): TimePoint | null =>
  value === null || value === undefined ? null : (Number(value) as TimePoint);

function parseRisk(row: SqlRow): Entity['risk'] {
  if (typeof row[7] !== 'string') return null;
  const at = toTime(row[8]);
  const reason = toNullableText(row[9]);
  return { label: row[7] as RiskLabel, ...(at !== null && { at }), ...(reason !== null && { reason }) };
}

function parseBalances(row: SqlRow): Entity['balances'] {
  if (typeof row[12] !== 'string') return null;
  const unsettled = toNullableText(row[10]) as Decimal | null;
  const reserved = toNullableText(row[11]) as Decimal | null;
  return { currency: row[12], ...(unsettled !== null && { unsettled }), ...(reserved !== null && { reserved }) };
}

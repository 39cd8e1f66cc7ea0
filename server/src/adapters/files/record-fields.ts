/**
 * The columns of the record contract, and how the columns of one file map onto them. A plan is made once a file, so
 * that reading a row is array look-ups only.
 */
import { EVENT_REFERENCE_LIST } from '../../domain/ontology.ts';
import { textProblem } from './text-checks.ts';

export const RECORD_CLASSES = ['entities', 'links', 'events'] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

const ENTITY_FIELDS = [
  'kind',
  'id',
  'label',
  'market',
  'createdAt',
  'status',
  'riskLabel',
  'riskLabelAt',
  'riskReason',
  'unsettledBalance',
  'reservedBalance',
  'currency',
  'nextSettlementAt',
  'updatedAt',
  'removedAt',
] as const;
const END_FIELDS = ['fromKind', 'fromId', 'toKind', 'toId'] as const;
const LINK_FIELDS = [
  'type',
  ...END_FIELDS,
  'firstSeen',
  'lastSeen',
  'count',
  'source',
  'role',
  'amount',
  'currency',
  'updatedAt',
  'removedAt',
] as const;
const EVENT_FIELDS = [
  'id',
  'type',
  'at',
  ...END_FIELDS,
  'status',
  'amount',
  'currency',
  'orderId',
  ...EVENT_REFERENCE_LIST,
  'declined',
  'outcome',
  'rating',
  'action',
  'reason',
  'quantity',
  'discount',
  'updatedAt',
  'removedAt',
] as const;

export const RECORD_FIELDS = { entities: ENTITY_FIELDS, links: LINK_FIELDS, events: EVENT_FIELDS } as const;
export const REQUIRED_FIELDS: Readonly<Record<RecordClass, readonly string[]>> = {
  entities: ['kind', 'id'],
  links: ['type', ...END_FIELDS],
  events: ['id', 'type', ...END_FIELDS],
};

export type RecordField<C extends RecordClass> = (typeof RECORD_FIELDS)[C][number];
/** Where each field stands in a row; −1 where the file has no such column. */
export type FieldPlan<C extends RecordClass = RecordClass> = Readonly<Record<RecordField<C>, number>>;
export type AttributeColumn = { readonly name: string; readonly column: number };

export const ATTRIBUTE_NAME_LENGTH = 64;
export const ATTRIBUTE_NAMES = 200;
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function toFieldPlan<C extends RecordClass>(record: C, columns: readonly string[]): FieldPlan<C> {
  const entries = RECORD_FIELDS[record].map((field) => [field, columns.indexOf(field)]);
  return Object.fromEntries(entries) as FieldPlan<C>;
}

export function attributeColumns(record: RecordClass, columns: readonly string[]): readonly AttributeColumn[] {
  const own: readonly string[] = RECORD_FIELDS[record];
  return columns.flatMap((name, column) => (own.includes(name) ? [] : [{ name, column }]));
}

/** Null when the name may be an attribute, else what was expected of it. */
export function attributeNameProblem(name: string): string | null {
  if (FORBIDDEN_NAMES.has(name)) return 'an attribute name other than __proto__, constructor and prototype';
  if (name === '') return 'an attribute name that is not empty';
  if (name.length > ATTRIBUTE_NAME_LENGTH && [...name].length > ATTRIBUTE_NAME_LENGTH) {
    return `an attribute name of at most ${ATTRIBUTE_NAME_LENGTH} characters`;
  }
  return textProblem(name, 'oneLine') === null ? null : 'an attribute name without control characters';
}

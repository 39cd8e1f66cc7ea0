/** A row of a links file → LinkRecord, or the first problem left in the reader. */
import { ADDRESS_ROLES, LINK_TYPE_LIST, LINK_TYPES, type LinkType } from '../../domain/ontology.ts';
import type { EntityRef, LinkRecord } from '../../domain/records.ts';
import { DAY_MS, millisecondsOf, type Precision, precisionOf, type TimePoint } from '../../domain/time-point.ts';
import type { FieldReader } from './field-reader.ts';
import type { FieldPlan } from './record-fields.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Ends = { readonly from: EntityRef; readonly to: EntityRef };

const TYPES: ReadonlyMap<string, LinkType> = new Map(LINK_TYPE_LIST.map((type) => [type, type]));
const PRECISION_MS: Readonly<Record<Precision, number>> = {
  DAY: DAY_MS,
  MINUTE: 60_000,
  SECOND: 1000,
  MILLISECOND: 1,
};

export function parseLink(reader: FieldReader, plan: FieldPlan<'links'>): LinkRecord | null {
  const type = TYPES.get(reader.cells.word(plan.type));
  if (type === undefined) {
    reader.fail('type', `a link type: ${LINK_TYPE_LIST.join(', ')}`);
    return null;
  }
  const from = readEnd(reader, plan.fromKind, plan.fromId, FROM);
  const to = readEnd(reader, plan.toKind, plan.toId, TO);
  if (from === null || to === null) return null;

  checkEnds(reader, type, { from, to }, LINK_TYPES[type]);
  if (isSelf(from, to)) reader.fail('toId', 'another end: a link from a thing to itself says nothing');
  const link: Mutable<LinkRecord> = { record: 'link', type, from, to };
  readSpan(reader, plan, link);
  readStated(reader, plan, link);
  const attributes = reader.attributes();
  if (attributes !== undefined) link.attributes = attributes;
  return reader.failed ? null : link;
}

type EndNames = { readonly kind: string; readonly id: string };
export const FROM: EndNames = { kind: 'fromKind', id: 'fromId' };
export const TO: EndNames = { kind: 'toKind', id: 'toId' };

export function readEnd(reader: FieldReader, kindColumn: number, idColumn: number, names: EndNames): EntityRef | null {
  const kind = reader.kind(kindColumn, names.kind);
  const id = reader.id(idColumn, names.id);
  return kind === undefined ? null : { kind, id };
}

export const isSelf = (from: EntityRef, to: EntityRef): boolean => from.id === to.id && from.kind === to.kind;

type AllowedEnds = { readonly from: readonly string[]; readonly to: readonly string[] };

export function checkEnds(reader: FieldReader, type: string, ends: Ends, allowed: AllowedEnds): void {
  if (!allowed.from.includes(ends.from.kind)) {
    reader.fail('fromKind', `${allowed.from.join(', ')} as the from end of ${type}`);
  } else if (!allowed.to.includes(ends.to.kind)) {
    reader.fail('toKind', `${allowed.to.join(', ')} as the to end of ${type}`);
  }
}

function readSpan(reader: FieldReader, plan: FieldPlan<'links'>, link: Mutable<LinkRecord>): void {
  const firstSeen = reader.time(plan.firstSeen, 'firstSeen');
  if (firstSeen !== undefined) link.firstSeen = firstSeen;
  const lastSeen = reader.time(plan.lastSeen, 'lastSeen');
  if (lastSeen === undefined) return;
  link.lastSeen = lastSeen;
  if (firstSeen !== undefined && lastSeen < firstSeen && endsBefore(lastSeen, firstSeen)) {
    reader.fail('lastSeen', 'a time that is not before firstSeen');
  }
}

/** A coarse time covers all of its day or minute: 2026-03-01 is not before 2026-03-01T09:30Z. */
function endsBefore(last: TimePoint, first: TimePoint): boolean {
  return millisecondsOf(last) + PRECISION_MS[precisionOf(last)] <= millisecondsOf(first);
}

function readStated(reader: FieldReader, plan: FieldPlan<'links'>, link: Mutable<LinkRecord>): void {
  const count = reader.count(plan.count, 'count');
  if (count !== undefined) link.count = count;
  const source = reader.word(plan.source, 'source');
  if (source !== undefined) link.source = source;
  const role = reader.oneOf(plan.role, 'role', ADDRESS_ROLES);
  if (role !== undefined) link.role = role;
  const amount = reader.decimal(plan.amount, 'amount');
  const currency = reader.currency(plan.currency, 'currency');
  if (amount !== undefined) {
    link.amount = amount;
    if (currency === undefined) reader.fail('currency', 'a currency to go with the amount, XXX where unknown');
    else link.currency = currency;
  }
  const updatedAt = reader.time(plan.updatedAt, 'updatedAt');
  if (updatedAt !== undefined) link.updatedAt = updatedAt;
  const removedAt = reader.time(plan.removedAt, 'removedAt');
  if (removedAt !== undefined) link.removedAt = removedAt;
}

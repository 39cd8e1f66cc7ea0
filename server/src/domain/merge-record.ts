/**
 * What a row says, in the form that is merged: versioned fields for entities and events; for the stated part of a
 * link also its span (union), its count (the larger) and its sources (a set), which carry no version.
 */
import { compareText } from './compare-text.ts';
import { type Fields, type FieldValue, mergeFields, NO_FIELDS, NO_VERSION, type Version } from './merge-fields.ts';
import { EVENT_REFERENCE_LIST } from './ontology.ts';
import type { Attributes, EntityRecord, EventRecord, LinkRecord } from './records.ts';

/** Of an entity or an event: its fields, and the latest version of any of its rows. */
export type Merged = { readonly updatedAt: Version; readonly fields: Fields };

export type StatedLink = Merged & {
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly count: number;
  /** Sorted, distinct. */
  readonly sources: readonly string[];
};

export type Merge<T> = { readonly value: T; readonly changed: boolean; readonly conflict: boolean };

type Entry = readonly [name: string, value: FieldValue | undefined];

export function entityRow(record: EntityRecord): Merged {
  const { risk, balances } = record;
  return toMerged(record, [
    ['label', record.label],
    ['market', record.market],
    ['createdAt', record.createdAt],
    ['status', record.status],
    ['risk', risk && [risk.label, risk.at ?? null, risk.reason ?? null]],
    ['balances', balances && [balances.unsettled ?? null, balances.reserved ?? null, balances.currency]],
    ['nextSettlementAt', record.nextSettlementAt],
    ['removedAt', record.removedAt],
  ]);
}

export function eventRow(record: EventRecord): Merged {
  const references = record.references;
  const named: Entry[] = references ? EVENT_REFERENCE_LIST.map((name) => [name, references[name]]) : [];
  return toMerged(record, [
    ['ends', [record.from.kind, record.from.id, record.to.kind, record.to.id]],
    ['at', record.at],
    ['status', record.status],
    ['amount', toGroup([record.amount, record.currency])],
    ['orderId', record.orderId],
    ...named,
    ['declined', record.declined],
    ['outcome', record.outcome],
    ['rating', record.rating],
    ['action', record.action],
    ['reason', record.reason],
    ['quantity', record.quantity],
    ['discount', record.discount],
    ['removedAt', record.removedAt],
  ]);
}

export function statedLink(record: LinkRecord): StatedLink {
  const summed = record.type === 'TRANSACTED_WITH';
  const { firstSeen, lastSeen, source } = record;
  const { updatedAt, fields } = hasFields(record, summed) ? linkRow(record, summed) : fieldless(record);
  return {
    updatedAt,
    fields,
    firstSeen: firstSeen ?? lastSeen ?? null,
    lastSeen: lastSeen ?? firstSeen ?? null,
    // The count of dealings is part of their group, so that it is corrected together with the money.
    count: summed ? 1 : (record.count ?? 1),
    sources: source === undefined ? NO_SOURCES : [source],
  };
}

const NO_SOURCES: readonly string[] = [];
const fieldless = (record: Row): Merged => ({ updatedAt: record.updatedAt ?? NO_VERSION, fields: NO_FIELDS });

/** Most links carry none: there may be millions of them. */
const hasFields = (record: LinkRecord, summed: boolean): boolean =>
  summed ||
  record.role !== undefined ||
  record.removedAt !== undefined ||
  record.attributes !== undefined ||
  record.amount !== undefined ||
  record.currency !== undefined;

const linkRow = (record: LinkRecord, summed: boolean): Merged =>
  toMerged(record, [
    ['role', record.role],
    ['dealings', toGroup([summed ? record.count : undefined, record.amount, record.currency])],
    ['removedAt', record.removedAt],
  ]);

export function mergeRows(ours: Merged, theirs: Merged): Merge<Merged> {
  const { fields, changed, conflict } = mergeFields(ours.fields, theirs.fields);
  const updatedAt = Math.max(ours.updatedAt, theirs.updatedAt);
  return { value: { updatedAt, fields }, changed: changed || updatedAt !== ours.updatedAt, conflict };
}

export function mergeStated(ours: StatedLink, theirs: StatedLink): Merge<StatedLink> {
  const rows = mergeRows(ours, theirs);
  const value: StatedLink = {
    ...rows.value,
    firstSeen: earlier(ours.firstSeen, theirs.firstSeen),
    lastSeen: later(ours.lastSeen, theirs.lastSeen),
    count: Math.max(ours.count, theirs.count),
    sources: union(ours.sources, theirs.sources),
  };
  const changed =
    rows.changed ||
    value.firstSeen !== ours.firstSeen ||
    value.lastSeen !== ours.lastSeen ||
    value.count !== ours.count ||
    value.sources.length !== ours.sources.length;
  return { value, changed, conflict: rows.conflict };
}

export const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
export const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

const union = (a: readonly string[], b: readonly string[]): readonly string[] =>
  b.every((source) => a.includes(source)) ? a : [...new Set([...a, ...b])].sort(compareText);

type Group = readonly (string | number | null)[];
const toGroup = (parts: readonly (string | number | undefined)[]): Group | undefined =>
  parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? null);

type Row = { readonly updatedAt?: number; readonly attributes?: Attributes };

function toMerged(record: Row, entries: readonly Entry[]): Merged {
  const version = record.updatedAt ?? NO_VERSION;
  let fields: Map<string, { value: FieldValue; version: Version }> | null = null;
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    fields ??= new Map();
    fields.set(name, { value, version });
  }
  for (const name in record.attributes) {
    fields ??= new Map();
    fields.set(`@${name}`, { value: record.attributes[name] ?? '', version });
  }
  return { updatedAt: version, fields: fields ?? NO_FIELDS };
}

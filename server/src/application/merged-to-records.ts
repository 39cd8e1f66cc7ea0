/**
 * Merged records back into records as a store takes them. A record has one version for all its fields, so one whose
 * fields were set at different versions becomes one record for each; written anywhere they merge to the same.
 */
import type { Decimal } from '../domain/decimal.ts';
import { type FieldValue, NO_VERSION, type Version } from '../domain/merge-fields.ts';
import type { Merged } from '../domain/merge-record.ts';
import { EVENT_REFERENCE_LIST, type EventReference } from '../domain/ontology.ts';
import type { EntityRecord, EventRecord, LinkRecord } from '../domain/records.ts';
import type { TimePoint } from '../domain/time-point.ts';
import type { MergedEntity, MergedEvent, MergedLink } from './ports/record-reader.ts';

type Row = Record<string, unknown>;
type Place = (row: Row, value: FieldValue) => void;
const REFERENCES: ReadonlySet<string> = new Set<EventReference>(EVENT_REFERENCE_LIST);

export function entityRecords({ ref, merged }: MergedEntity): readonly EntityRecord[] {
  return toRows(merged).map((row) => ({ record: 'entity', kind: ref.kind, id: ref.id, ...row }) as EntityRecord);
}

export function eventRecords({ type, id, merged }: MergedEvent): readonly EventRecord[] {
  const ends = merged.fields.get('ends')?.value;
  if (typeof ends !== 'object') throw new Error('the store holds an event without ends');
  const [fromKind, fromId, toKind, toId] = ends;
  // Every record of an event names its ends: those of the latest, which alone count.
  const identity = { record: 'event', type, id, from: { kind: fromKind, id: fromId }, to: { kind: toKind, id: toId } };
  return toRows(merged).map((row) => ({ ...identity, ...row }) as EventRecord);
}

/** Each source needs a record of its own; the span is a union and the count a maximum, so one record says both. */
export function linkRecords({ type, from, to, stated }: MergedLink): readonly LinkRecord[] {
  const rows = toRows(stated);
  const { firstSeen, lastSeen, count, sources } = stated;
  const unversioned = {
    ...(firstSeen === null ? {} : { firstSeen: firstSeen as TimePoint }),
    ...(lastSeen === null ? {} : { lastSeen: lastSeen as TimePoint }),
    ...(type === 'TRANSACTED_WITH' ? {} : { count }),
  };
  return Array.from({ length: Math.max(rows.length, sources.length) }, (_, i) => ({
    record: 'link',
    type,
    from,
    to,
    ...(i === 0 ? unversioned : {}),
    ...rows[i],
    ...(sources[i] === undefined ? {} : { source: sources[i] }),
  }));
}

/** Where the fields that were merged as one value stand in a record. */
const GROUPS: Readonly<Record<string, Place>> = {
  ends: () => undefined,
  risk: (row, value) => {
    const [label, at, reason] = toParts(value);
    row['risk'] = present({ label, at, reason });
  },
  balances: (row, value) => {
    const [unsettled, reserved, currency] = toParts(value);
    row['balances'] = present({ unsettled, reserved, currency });
  },
  amount: (row, value) => {
    const [amount, currency] = toParts(value);
    Object.assign(row, present({ amount: amount as Decimal, currency }));
  },
  dealings: (row, value) => {
    const [count, amount, currency] = toParts(value);
    Object.assign(row, present({ count, amount, currency }));
  },
};

/** The version of the record itself has a row even where no field carries it. */
function toRows({ updatedAt, fields }: Merged): readonly Row[] {
  const byVersion = new Map<Version, Row>([[updatedAt, toVersioned(updatedAt)]]);
  for (const [name, { value, version }] of fields) {
    const row = byVersion.get(version) ?? toVersioned(version);
    byVersion.set(version, row);
    place(row, name, value);
  }
  return [...byVersion.values()];
}

function place(row: Row, name: string, value: FieldValue): void {
  const group = GROUPS[name];
  if (group) group(row, value);
  else if (name.startsWith('@')) row['attributes'] = { ...toObject(row['attributes']), [name.slice(1)]: value };
  else if (REFERENCES.has(name)) row['references'] = { ...toObject(row['references']), [name]: value };
  else row[name] = value;
}

const toVersioned = (version: Version): Row => (version === NO_VERSION ? {} : { updatedAt: version });
const toParts = (value: FieldValue): readonly unknown[] => (typeof value === 'object' ? value : [value]);
const toObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
const present = (parts: Row): Row => Object.fromEntries(Object.entries(parts).filter(([, part]) => part != null));

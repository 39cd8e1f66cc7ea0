/** Rows of `event` to and from merged events. */
import type { Decimal } from '../../domain/decimal.ts';
import type { GraphEvent } from '../../domain/graph-view.ts';
import type { Fields } from '../../domain/merge-fields.ts';
import type { Merged } from '../../domain/merge-record.ts';
import {
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  EVENT_TYPE_LIST,
  type EventReference,
  type EventStatus,
  type EventType,
} from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { toKind, toTime } from './entity-rows.ts';
import { REFERENCE_COLUMNS } from './graph-schema.ts';
import { type SqlRow, type SqlValue, toNullableNumber, toNumber, toText } from './sql.ts';
import {
  attributesText,
  columnOf,
  FieldReader,
  fieldValue,
  parseAttributes,
  partOf,
  toUpdatedAt,
  versionsText,
} from './versions.ts';

const OWN_COLUMNS = [
  'type',
  'ext',
  'at',
  'from_id',
  'to_id',
  'status',
  'amount',
  'currency',
  'order_id',
  'declined',
  'outcome',
  'rating',
  'action',
  'reason',
  'quantity',
  'discount',
  'removed_at',
  'updated_at',
  'versions',
  'attributes',
] as const;
/** In the order of `eventValues`. */
export const EVENT_WRITE_COLUMNS: readonly string[] = [...OWN_COLUMNS, ...REFERENCE_COLUMNS];

const ENDS_AT = 1 + EVENT_WRITE_COLUMNS.length;
const NAMES_AT = ENDS_AT + 4;
/** `id`, the columns above, kind and ext of both ends, ext of each reference. */
export const EVENT_READ_COLUMNS: string = [
  'event.id',
  ...EVENT_WRITE_COLUMNS.map((column) => `event.${column}`),
  'f.kind',
  'f.ext',
  't.kind',
  't.ext',
  ...REFERENCE_COLUMNS.map((_, position) => `r${position}.ext`),
].join(', ');
/** Pinned: from the event to its entities, never the other way round. */
export const EVENT_ENTITY_JOINS: string = [
  'CROSS JOIN entity f ON f.id = event.from_id CROSS JOIN entity t ON t.id = event.to_id',
  ...REFERENCE_COLUMNS.map((column, position) => `LEFT JOIN entity r${position} ON r${position}.id = event.${column}`),
].join(' ');

export const toEventType = (code: SqlValue | undefined): EventType => {
  const type = EVENT_TYPE_LIST[toNumber(code)];
  if (!type) throw new Error(`the store holds an unknown type of event: ${code}`);
  return type;
};

export type EventEnds = { readonly from: EntityRef; readonly to: EntityRef };

export function endsOf(fields: Fields): EventEnds {
  const ends = fieldValue(fields, 'ends');
  if (typeof ends !== 'object' || ends === null) throw new Error('an event without ends');
  const [fromKind, fromId, toKindName, toId] = ends as readonly string[];
  return {
    from: { kind: fromKind as EntityRef['kind'], id: fromId ?? '' },
    to: { kind: toKindName as EntityRef['kind'], id: toId ?? '' },
  };
}

export function referenceOf(fields: Fields, reference: EventReference): EntityRef | null {
  const id = fieldValue(fields, reference);
  return typeof id === 'string' ? { kind: EVENT_REFERENCES[reference].kind, id } : null;
}

export function eventValues(
  type: number,
  id: string,
  merged: Merged,
  ids: { readonly from: number; readonly to: number; readonly references: readonly number[] },
): SqlValue[] {
  const { fields } = merged;
  return [
    type,
    id,
    columnOf(fields, 'at'),
    ids.from,
    ids.to,
    columnOf(fields, 'status'),
    partOf(fields, 'amount', 0),
    partOf(fields, 'amount', 1),
    columnOf(fields, 'orderId'),
    columnOf(fields, 'declined'),
    columnOf(fields, 'outcome'),
    columnOf(fields, 'rating'),
    columnOf(fields, 'action'),
    columnOf(fields, 'reason'),
    columnOf(fields, 'quantity'),
    columnOf(fields, 'discount'),
    columnOf(fields, 'removedAt'),
    toUpdatedAt(merged.updatedAt),
    versionsText(merged),
    attributesText(fields),
    ...ids.references.map((reference) => reference || null),
  ];
}

const text = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

export function parseMergedEvent(row: SqlRow): Merged {
  const reader = new FieldReader(row[18], row[19]);
  reader.add('ends', [
    toKind(row[ENDS_AT]),
    toText(row[ENDS_AT + 1]),
    toKind(row[ENDS_AT + 2]),
    toText(row[ENDS_AT + 3]),
  ]);
  reader.add('at', row[3]);
  reader.add('status', row[6]);
  if (row[7] !== null || row[8] !== null) reader.add('amount', [text(row[7]), text(row[8])]);
  reader.add('orderId', row[9]);
  EVENT_REFERENCE_LIST.forEach((name, position) => {
    reader.add(name, row[NAMES_AT + position]);
  });
  if (row[10] !== null) reader.add('declined', row[10] === 1);
  reader.add('outcome', row[11]);
  reader.add('rating', row[12]);
  reader.add('action', row[13]);
  reader.add('reason', row[14]);
  reader.add('quantity', row[15]);
  reader.add('discount', row[16]);
  reader.add('removedAt', row[17]);
  reader.addAttributes(row[20]);
  return reader.merged();
}

export function parseEvent(row: SqlRow): GraphEvent {
  const references = EVENT_REFERENCE_LIST.flatMap((name, position) => {
    const id = row[NAMES_AT + position];
    return typeof id === 'string' ? [[name, id] as const] : [];
  });
  return {
    type: toEventType(row[1]),
    id: toText(row[2]),
    from: { kind: toKind(row[ENDS_AT]), id: toText(row[ENDS_AT + 1]) },
    to: { kind: toKind(row[ENDS_AT + 2]), id: toText(row[ENDS_AT + 3]) },
    ...present('at', toTime(row[3])),
    ...present('status', text(row[6]) as EventStatus | null),
    ...present('amount', text(row[7]) as Decimal | null),
    ...present('currency', text(row[8])),
    ...present('orderId', text(row[9])),
    ...(references.length > 0 && { references: Object.fromEntries(references) }),
    ...present('declined', row[10] === null ? null : row[10] === 1),
    ...present('outcome', text(row[11]) as 'success' | 'failure' | null),
    ...present('rating', toNullableNumber(row[12])),
    ...present('action', text(row[13])),
    ...present('reason', text(row[14])),
    ...present('quantity', toNullableNumber(row[15])),
    ...present('discount', text(row[16]) as Decimal | null),
    ...present('removedAt', toTime(row[17])),
    ...present('updatedAt', toTime(row[18])),
    ...(typeof row[20] === 'string' && { attributes: parseAttributes(row[20]) }),
  };
}

type Present<N extends string, T> = { readonly [name in N]?: T };
const present = <N extends string, T>(name: N, value: T | null): Present<N, T> =>
  (value === null ? {} : { [name]: value }) as Present<N, T>;

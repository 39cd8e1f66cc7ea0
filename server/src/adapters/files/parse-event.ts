/** A row of an events file → EventRecord, or the first problem left in the reader. */
import {
  EVENT_REFERENCE_LIST,
  EVENT_STATUSES,
  EVENT_TYPE_LIST,
  type EventReference,
  type EventType,
  eventEntry,
} from '../../domain/ontology.ts';
import type { EventRecord } from '../../domain/records.ts';
import type { FieldReader } from './field-reader.ts';
import { checkEnds, type Ends, FROM, isSelf, readEnd, TO } from './parse-link.ts';
import type { FieldPlan } from './record-fields.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const TYPES: ReadonlyMap<string, EventType> = new Map(EVENT_TYPE_LIST.map((type) => [type, type]));
const OUTCOMES = ['success', 'failure'] as const;

export function parseEvent(reader: FieldReader, plan: FieldPlan<'events'>): EventRecord | null {
  const type = TYPES.get(reader.cells.word(plan.type));
  if (type === undefined) {
    reader.fail('type', `an event type: ${EVENT_TYPE_LIST.join(', ')}`);
    return null;
  }
  const id = reader.id(plan.id, 'id');
  const from = readEnd(reader, plan.fromKind, plan.fromId, FROM);
  const to = readEnd(reader, plan.toKind, plan.toId, TO);
  if (from === null || to === null) return null;
  checkEventEnds(reader, type, { from, to });
  const event: Mutable<EventRecord> = { record: 'event', type, id, from, to };
  const at = reader.time(plan.at, 'at');
  if (at !== undefined) event.at = at;
  readMoney(reader, plan, event);
  const orderId = reader.optionalId(plan.orderId, 'orderId');
  if (orderId !== undefined) event.orderId = orderId;
  readReferences(reader, plan, event);
  readOutcome(reader, plan, event);
  readVersion(reader, plan, event);
  return reader.failed ? null : event;
}

function checkEventEnds(reader: FieldReader, type: EventType, ends: Ends): void {
  const entry = eventEntry(type);
  checkEnds(reader, type, ends, entry);
  const same = isSelf(ends.from, ends.to);
  if (entry.self && !same) reader.fail('toId', `the same actor at both ends of ${type}`);
  if (!entry.self && same) reader.fail('toId', 'another end: an event from a thing to itself says nothing');
}

function readMoney(reader: FieldReader, plan: FieldPlan<'events'>, event: Mutable<EventRecord>): void {
  const amount = reader.decimal(plan.amount, 'amount');
  const discount = reader.decimal(plan.discount, 'discount');
  const currency = reader.currency(plan.currency, 'currency');
  if (amount === undefined && discount === undefined) return;
  if (amount !== undefined) event.amount = amount;
  if (discount !== undefined) event.discount = discount;
  if (currency === undefined) reader.fail('currency', 'a currency to go with the amount, XXX where unknown');
  else event.currency = currency;
}

function readReferences(reader: FieldReader, plan: FieldPlan<'events'>, event: Mutable<EventRecord>): void {
  let references: Partial<Record<EventReference, string>> | undefined;
  for (const reference of EVENT_REFERENCE_LIST) {
    const id = reader.optionalId(plan[reference], reference);
    if (id === undefined) continue;
    references ??= {};
    references[reference] = id;
  }
  if (references !== undefined) event.references = references;
}

function readOutcome(reader: FieldReader, plan: FieldPlan<'events'>, event: Mutable<EventRecord>): void {
  const status = reader.oneOf(plan.status, 'status', EVENT_STATUSES);
  if (status !== undefined) event.status = status;
  const declined = reader.boolean(plan.declined, 'declined');
  if (declined !== undefined) event.declined = declined;
  const outcome = reader.oneOf(plan.outcome, 'outcome', OUTCOMES);
  if (outcome !== undefined) event.outcome = outcome;
  const rating = reader.number(plan.rating, 'rating');
  if (rating !== undefined) event.rating = rating;
  const action = reader.word(plan.action, 'action');
  if (action !== undefined) event.action = action;
  const reason = reader.text(plan.reason, 'reason');
  if (reason !== undefined) event.reason = reason;
  const quantity = reader.number(plan.quantity, 'quantity');
  if (quantity === undefined) return;
  event.quantity = quantity;
  if (quantity < 0) reader.fail('quantity', 'a quantity that is not negative');
}

function readVersion(reader: FieldReader, plan: FieldPlan<'events'>, event: Mutable<EventRecord>): void {
  const updatedAt = reader.time(plan.updatedAt, 'updatedAt');
  if (updatedAt !== undefined) event.updatedAt = updatedAt;
  const removedAt = reader.time(plan.removedAt, 'removedAt');
  if (removedAt !== undefined) event.removedAt = removedAt;
  const attributes = reader.attributes();
  if (attributes !== undefined) event.attributes = attributes;
}

/** A row of an entities file → EntityRecord, or the first problem left in the reader. */
import type { Decimal } from '../../domain/decimal.ts';
import { ENTITY_STATUSES, RISK_LABELS } from '../../domain/ontology.ts';
import type { EntityRecord } from '../../domain/records.ts';
import type { FieldReader } from './field-reader.ts';
import type { FieldPlan } from './record-fields.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function parseEntity(reader: FieldReader, plan: FieldPlan<'entities'>): EntityRecord | null {
  const kind = reader.kind(plan.kind, 'kind');
  const id = reader.id(plan.id, 'id');
  if (kind === undefined) return null;
  const entity: Mutable<EntityRecord> = { record: 'entity', kind, id };
  const label = reader.text(plan.label, 'label');
  if (label !== undefined) entity.label = label;
  const market = reader.word(plan.market, 'market');
  if (market !== undefined) entity.market = market;
  const status = reader.oneOf(plan.status, 'status', ENTITY_STATUSES);
  if (status !== undefined) entity.status = status;
  readTimes(reader, plan, entity);
  readRisk(reader, plan, entity);
  readBalances(reader, plan, entity);
  const attributes = reader.attributes();
  if (attributes !== undefined) entity.attributes = attributes;
  return reader.failed ? null : entity;
}

function readTimes(reader: FieldReader, plan: FieldPlan<'entities'>, entity: Mutable<EntityRecord>): void {
  const createdAt = reader.time(plan.createdAt, 'createdAt');
  if (createdAt !== undefined) entity.createdAt = createdAt;
  // A plan, not an observation: the only time of the contract that may lie ahead.
  const nextSettlementAt = reader.anyTime(plan.nextSettlementAt, 'nextSettlementAt');
  if (nextSettlementAt !== undefined) entity.nextSettlementAt = nextSettlementAt;
  const updatedAt = reader.time(plan.updatedAt, 'updatedAt');
  if (updatedAt !== undefined) entity.updatedAt = updatedAt;
  const removedAt = reader.time(plan.removedAt, 'removedAt');
  if (removedAt !== undefined) entity.removedAt = removedAt;
}

function readRisk(reader: FieldReader, plan: FieldPlan<'entities'>, entity: Mutable<EntityRecord>): void {
  const label = reader.oneOf(plan.riskLabel, 'riskLabel', RISK_LABELS);
  const at = reader.time(plan.riskLabelAt, 'riskLabelAt');
  const reason = reader.text(plan.riskReason, 'riskReason');
  if (label !== undefined) {
    entity.risk = { label, ...(at === undefined ? {} : { at }), ...(reason === undefined ? {} : { reason }) };
  } else if (at !== undefined || reason !== undefined) {
    reader.fail('riskLabel', 'a riskLabel to go with riskLabelAt or riskReason');
  }
}

function readBalances(reader: FieldReader, plan: FieldPlan<'entities'>, entity: Mutable<EntityRecord>): void {
  const unsettled = reader.decimal(plan.unsettledBalance, 'unsettledBalance');
  const reserved = reader.decimal(plan.reservedBalance, 'reservedBalance');
  const currency = reader.currency(plan.currency, 'currency');
  if (unsettled === undefined && reserved === undefined) return;
  if (currency === undefined) reader.fail('currency', 'a currency to go with the balances, XXX where unknown');
  else entity.balances = toBalances(unsettled, reserved, currency);
}

const toBalances = (unsettled: Decimal | undefined, reserved: Decimal | undefined, currency: string) => ({
  ...(unsettled === undefined ? {} : { unsettled }),
  ...(reserved === undefined ? {} : { reserved }),
  currency,
});

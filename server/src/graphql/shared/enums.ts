/** Enum names of the schema for the values of the domain: PAYMENT_INSTRUMENT for PaymentInstrument. */
import { ALERT_ORDER_FIELDS } from '../../application/ports/alert-store.ts';
import { RING_ORDER_FIELDS } from '../../application/ports/case-store.ts';
import { ENTITY_KIND_LIST, ENTITY_STATUSES, EVENT_STATUSES, RISK_LABELS, STAGES } from '../../domain/ontology.ts';
import { ROLES } from '../../domain/principal.ts';
import { JOBS } from '../../domain/schedule.ts';
import { DELIVERY_STATUSES, WEBHOOK_EVENTS, WEBHOOK_STATUSES } from '../../domain/webhook.ts';
import { toEnumName } from './enum-name.ts';

const named = (values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(values.map((value) => [toEnumName(value), value]));

/** RING_CREATED for ring.created. */
const dotted = (values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(values.map((value) => [value.toUpperCase().replaceAll('.', '_'), value]));

/** Enums whose names and values are the same in both need no entry. */
export const enumValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EntityKind: named(ENTITY_KIND_LIST),
  EntityStatus: named(ENTITY_STATUSES),
  EventStatus: named(EVENT_STATUSES),
  RiskLabel: named(RISK_LABELS),
  RingOrderField: named(RING_ORDER_FIELDS),
  AlertOrderField: named(ALERT_ORDER_FIELDS),
  OrderDirection: { ASC: 'asc', DESC: 'desc' },
  Role: named(ROLES),
  Stage: named(STAGES),
  Job: named(JOBS),
  WebhookEvent: dotted(WEBHOOK_EVENTS),
  WebhookStatus: named(WEBHOOK_STATUSES),
  DeliveryStatus: named(DELIVERY_STATUSES),
};

/** Entities to and from nodes. */
import type { Decimal } from '../../domain/decimal.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { Merged } from '../../domain/merge-record.ts';
import { ENTITY_KIND_LIST, type EntityKind, type EntityStatus, type RiskLabel } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { kindCode } from '../sqlite/codes.ts';
import { fold, wordStarts } from '../sqlite/fold.ts';
import {
  attributesOf,
  fieldOf,
  layoutOf,
  numberOf,
  type Properties,
  textOrNull,
  toProperties,
} from './merged-properties.ts';

export const ENTITY_LAYOUT = layoutOf(
  'label',
  'market',
  'createdAt#',
  'status',
  ['risk', 'riskLabel', 'riskLabelAt#', 'riskReason'],
  ['balances', 'unsettledBalance', 'reservedBalance', 'currency'],
  'nextSettlementAt#',
  'removedAt#',
);

/** Position of the kind in two digits, `:`, the id: sorted by it, entities stand by kind and id. */
export const nodeKey = ({ kind, id }: EntityRef): string => PREFIXES[kind] + id;
const PREFIXES = Object.fromEntries(
  ENTITY_KIND_LIST.map((kind) => [kind, `${String(kindCode(kind)).padStart(2, '0')}:`]),
) as Readonly<Record<EntityKind, string>>;

export function toRef(key: unknown): EntityRef {
  if (key === null) throw new FailureError(OUTSIDE_END);
  const text = String(key);
  const kind = ENTITY_KIND_LIST[Number(text.slice(0, 2))];
  if (!kind) throw new Error(`the store holds an unknown kind of entity: ${text.slice(0, 2)}`);
  return { kind, id: text.slice(3) };
}
const OUTSIDE_END = failure(
  'STORE_UNAVAILABLE',
  'The graph holds a relationship of one of Clewline’s types at a node which Clewline did not make; take it away, or give Clewline a database of its own.',
);

/** Entities are numbered as they arrive, and none is ever taken away: the position of the one after so many. */
export const positionAfter = (entities: number): number => entities + 1;

/** All but `key`, `id` and `arrival`, which never change. */
export function entityProperties(ref: EntityRef, merged: Merged): Record<string, unknown> {
  const folded = fold(ref.id);
  const label = fieldOf(merged.fields, 'label');
  const starts = label === null ? [] : wordStarts(String(label));
  return {
    ...toProperties(ENTITY_LAYOUT, merged),
    folded: folded === ref.id ? null : folded,
    words: starts.length === 0 ? null : `\n${starts.join('\n')}`,
  };
}

export function toEntity(key: unknown, properties: Properties): Entity {
  const time = (name: string) => numberOf(properties[name]) as TimePoint | null;
  return {
    ...toRef(key),
    label: textOrNull(properties['label']),
    market: textOrNull(properties['market']),
    createdAt: time('createdAt'),
    status: (textOrNull(properties['status']) ?? 'active') as EntityStatus,
    risk: toRisk(properties),
    balances: toBalances(properties),
    nextSettlementAt: time('nextSettlementAt'),
    updatedAt: time('updatedAt'),
    removedAt: time('removedAt'),
    attributes: attributesOf(properties),
    linkCount: numberOf(properties['degree']) ?? 0,
  };
}

function toRisk(properties: Properties): Entity['risk'] {
  const label = textOrNull(properties['riskLabel']);
  if (label === null) return null;
  const at = numberOf(properties['riskLabelAt']) as TimePoint | null;
  const reason = textOrNull(properties['riskReason']);
  return { label: label as RiskLabel, ...(at !== null && { at }), ...(reason !== null && { reason }) };
}

function toBalances(properties: Properties): Entity['balances'] {
  const currency = textOrNull(properties['currency']);
  if (currency === null) return null;
  const unsettled = textOrNull(properties['unsettledBalance']) as Decimal | null;
  const reserved = textOrNull(properties['reservedBalance']) as Decimal | null;
  return { currency, ...(unsettled !== null && { unsettled }), ...(reserved !== null && { reserved }) };
}

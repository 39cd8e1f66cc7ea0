/** The order in which a cut keeps entities: confirmed fraud, then strength, then kind, then id. Total in every store. */
import { compareText } from '../../domain/compare-text.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';

export type Ranked = { readonly entity: Entity; readonly strength: number };

const isConfirmedFraud = (entity: Entity): boolean => entity.risk?.label === 'confirmedFraud';

export function compareSuspicion(a: Ranked, b: Ranked): number {
  const fraud = Number(isConfirmedFraud(b.entity)) - Number(isConfirmedFraud(a.entity));
  return fraud || b.strength - a.strength || compareRefs(a.entity, b.entity);
}

export const compareRefs = (a: EntityRef, b: EntityRef): number =>
  ENTITY_KIND_LIST.indexOf(a.kind) - ENTITY_KIND_LIST.indexOf(b.kind) || compareText(a.id, b.id);

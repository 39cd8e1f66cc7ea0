/**
 * What an investigator pastes, turned into entities: references, order ids, and bare ids that may be an entity of any
 * kind, an order, an event or a ring. An id that is an entity of several kinds,
 * or an entity and an order, stands for all of them.
 */

import { entityKey } from '../../domain/entity-key.ts';
import type { Entity, GraphEvent } from '../../domain/graph-view.ts';
import { ENTITY_KIND_LIST, ENTITY_KINDS } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Ring } from '../../domain/ring.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import type { Reader } from '../reader.ts';

export type Clues = {
  readonly refs: readonly EntityRef[];
  readonly orderIds: readonly string[];
  readonly ids: readonly string[];
};
export type ResolvedClues = {
  /** Each once, in the order of the clues. */
  readonly seeds: readonly Entity[];
  /** Those the bare ids stand for. */
  readonly found: readonly Entity[];
  readonly rings: readonly Ring[];
  /** As they were written, each once. */
  readonly unknown: readonly string[];
};

/** A pasted ring brings its first members, so that a list of rings stays a bounded question. */
const MEMBERS_PER_RING = 50;
const EVENTS_PER_ORDER = 50;
const AT_ONCE = 50;

type Meaning = { readonly refs: readonly EntityRef[]; readonly rings: readonly Ring[] };
const NOTHING: Meaning = { refs: [], rings: [] };

export async function resolveClues(reader: Reader, clues: Clues): Promise<ResolvedClues> {
  const { refs } = clues;
  const [orderIds, ids] = [worded(clues.orderIds), worded(clues.ids)];
  const orders = await inTurns(orderIds, (orderId) => meaningOfOrder(reader.graph, orderId));
  const bare = await meaningsOfIds(reader, ids);
  const entities = await entitiesFor(reader.graph, [refs, ...[...orders, ...bare].map((one) => one.refs)].flat());
  const pick = (list: readonly EntityRef[]) => list.flatMap((ref) => entities.get(entityKey(ref)) ?? []);
  const seeds = [...entities.values()];
  const isUnknown = (meaning: Meaning | undefined) => !meaning || meaning.refs.length + meaning.rings.length === 0;
  return {
    seeds,
    found: unique(pick(bare.flatMap((one) => one.refs))),
    rings: [...new Map([...orders, ...bare].flatMap((one) => one.rings.map((ring) => [ring.id, ring]))).values()],
    unknown: worded([
      ...refs.filter((ref) => !entities.has(entityKey(ref))).map((ref) => ref.id),
      ...orderIds.filter((_, i) => isUnknown(orders[i])),
      ...ids.filter((_, i) => isUnknown(bare[i])),
    ]),
  };
}

/** Each text once; an empty line of a pasted list asks nothing. */
const worded = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text) => text.trim() !== '')),
];

async function meaningOfOrder(graph: GraphStore, orderId: string): Promise<Meaning> {
  const { items } = await graph.events({ orderId }, { first: EVENTS_PER_ORDER });
  return items.length === 0 ? NOTHING : { refs: items.flatMap(({ item }) => partiesOf(item)), rings: [] };
}

/** All kinds of all ids at once; an event is only looked for where there is no entity of that id. */
async function meaningsOfIds(reader: Reader, ids: readonly string[]): Promise<readonly Meaning[]> {
  const refs = ids.flatMap((id) => ENTITY_KIND_LIST.map((kind) => ({ kind, id })));
  const found = await reader.graph.entities(refs);
  const meanings = ids.map((id, i) => {
    const known = found.slice(i * ENTITY_KIND_LIST.length, (i + 1) * ENTITY_KIND_LIST.length);
    return { id, entities: known.filter((entity): entity is Entity => entity !== null) };
  });
  return inTurns(meanings, (meaning) => meaningOfId(reader, meaning));
}

type BareId = { readonly id: string; readonly entities: readonly Entity[] };

async function meaningOfId({ graph, rings }: Reader, { id, entities }: BareId): Promise<Meaning> {
  const [ring, event, order] = await Promise.all([
    id.startsWith('rng_') ? rings.ring(id) : null,
    entities.length > 0 ? null : graph.event(id),
    meaningOfOrder(graph, id),
  ]);
  const members = ring?.members.slice(0, MEMBERS_PER_RING) ?? [];
  const parties = event ? partiesOf(event) : [];
  return { refs: [...entities, ...members, ...parties, ...order.refs], rings: ring ? [ring] : [] };
}

/** The two ends; of an event that moves a parcel or a coupon, that thing too, as its end. */
const partiesOf = ({ from, to }: GraphEvent): readonly EntityRef[] =>
  ENTITY_KINDS[to.kind].class === 'identifier' ? [from] : [from, to];

async function entitiesFor(graph: GraphStore, refs: readonly EntityRef[]): Promise<ReadonlyMap<string, Entity>> {
  const distinct = [...new Map(refs.map(({ kind, id }) => [entityKey({ kind, id }), { kind, id }])).values()];
  const found = await graph.entities(distinct);
  return new Map(found.flatMap((entity) => (entity ? [[entityKey(entity), entity] as const] : [])));
}

const unique = (entities: readonly Entity[]): readonly Entity[] => [
  ...new Map(entities.map((entity) => [entityKey(entity), entity])).values(),
];

async function inTurns<T, R>(items: readonly T[], one: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(one))));
  }
  return results;
}

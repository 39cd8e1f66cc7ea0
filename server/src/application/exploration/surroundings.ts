/**
 * What lies around many entities at once: links from each, then from what they lead to, hubs never walked through.
 * A way of h links between two seeds is held when the levels around both ends meet, so ⌈h ÷ 2⌉ levels are enough. Up
 * to three links the second level is cheaper still: the identifiers next to a seed, which also tell who else uses
 * them, and the links among everything else that is next to one.
 */

import { entityKey } from '../../domain/entity-key.ts';
import type { DrawnLink, Entity } from '../../domain/graph-view.ts';
import { ENTITY_KINDS } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { HUB_LINKS, isHub, withinDegrees } from './hub.ts';
import { LocalGraph } from './local-graph.ts';
import { compareRefs } from './suspicion-order.ts';

export type Surroundings = {
  readonly local: LocalGraph;
  /** The seeds and what was walked over; the ends of the last level are known by reference only. */
  readonly entities: ReadonlyMap<string, Entity>;
  /** Some links were not followed, though no hub: a longer or weaker tie may be missing. */
  readonly isCut: boolean;
};

const LINKS_PER_LEVEL = 50_000;
const WALKED_PER_LEVEL = 2_000;

type Growing = {
  readonly graph: GraphStore;
  readonly local: LocalGraph;
  readonly entities: Map<string, Entity>;
  isCut: boolean;
};
export type SurroundingsRequest = { readonly seeds: readonly Entity[]; readonly maxHops: number };

export async function exploreSurroundings(
  graph: GraphStore,
  { seeds, maxHops }: SurroundingsRequest,
): Promise<Surroundings> {
  const entities = new Map(seeds.map((seed) => [entityKey(seed), seed]));
  const growing: Growing = { graph, local: new LocalGraph(), entities, isCut: false };
  const near = await grow(growing, seeds);
  if (maxHops <= 3) await lookAround(growing, near, maxHops);
  else {
    let frontier = near;
    for (let level = 2; level <= Math.ceil(maxHops / 2); level++) frontier = await grow(growing, frontier);
  }
  return growing;
}

async function lookAround(growing: Growing, near: readonly Entity[], maxHops: number): Promise<void> {
  const isIdentifier = ({ kind }: EntityRef): boolean => ENTITY_KINDS[kind].class === 'identifier';
  await followLinks(
    growing,
    near.filter((entity) => isIdentifier(entity) && entity.linkCount > 1),
  );
  if (maxHops < 3) return;
  const others = near.filter((entity) => !isIdentifier(entity));
  const among = await growing.graph.linksAmong(others, { limit: LINKS_PER_LEVEL });
  for (const link of among) growing.local.add(link);
}

/** The entities to walk from next: new, no hubs, those tied to most others first. */
async function grow(growing: Growing, frontier: readonly Entity[]): Promise<readonly Entity[]> {
  const { graph, local, entities } = growing;
  const fresh = await graph.entities(await followLinks(growing, frontier));
  for (const entity of fresh) if (entity) entities.set(entityKey(entity), entity);
  const walkable = fresh.filter((entity): entity is Entity => entity !== null && !isHub(entity));
  if (walkable.length > WALKED_PER_LEVEL) growing.isCut = true;
  const ties = new Map(walkable.map((entity) => [entity, local.neighbours(entityKey(entity)).size]));
  const byTies = (a: Entity, b: Entity): number => (ties.get(b) ?? 0) - (ties.get(a) ?? 0) || compareRefs(a, b);
  return walkable.sort(byTies).slice(0, WALKED_PER_LEVEL);
}

/** Adds the links of the frontier; answers with the ends not met before. */
async function followLinks(growing: Growing, frontier: readonly Entity[]): Promise<readonly EntityRef[]> {
  const { graph, local, entities } = growing;
  const walked = withinDegrees(frontier);
  if (walked.length < frontier.length) growing.isCut = true;
  if (walked.length === 0) return [];
  const room = Math.max(20, Math.floor(LINKS_PER_LEVEL / walked.length));
  const of = walked.map(({ kind, id }) => ({ kind, id }));
  const expanded = await graph.expand({ of, limitPerEntity: Math.min(HUB_LINKS, room) });
  const reached = new Map<string, EntityRef>();
  const meet = (end: EntityRef): void => {
    const key = entityKey(end);
    if (!entities.has(key)) reached.set(key, end);
  };
  for (const { ref, links, hidden } of expanded) {
    const start = entities.get(entityKey(ref));
    if (hidden > 0 && start && !isHub(start)) growing.isCut = true;
    for (const link of links) addLink(local, link, meet);
  }
  return [...reached.values()];
}

function addLink(local: LocalGraph, link: DrawnLink, meet: (end: EntityRef) => void): void {
  local.add(link);
  meet(link.from);
  meet(link.to);
}

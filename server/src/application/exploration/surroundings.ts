/**
 * What lies around many entities at once: links from each, then from what they lead to, hubs never walked through.
 * Levels ⌈hops ÷ 2⌉ from every seed meet in the middle, so they hold every way of that many hops between two seeds.
 */
import type { Entity } from '../../domain/graph-view.ts';
import type { EntityRef } from '../../domain/records.ts';
import { entityKey } from '../ports/case-store.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { HUB_LINKS, isHub } from './hub.ts';
import { LocalGraph } from './local-graph.ts';
import { compareRefs } from './suspicion-order.ts';

export type Surroundings = {
  readonly local: LocalGraph;
  readonly entities: ReadonlyMap<string, Entity>;
  /** Some links were not followed, though no hub: a longer or weaker tie may be missing. */
  readonly isCut: boolean;
};

const LINKS_PER_LEVEL = 20_000;
const WALKED_PER_LEVEL = 2_000;

type Growing = {
  readonly graph: GraphStore;
  readonly local: LocalGraph;
  readonly entities: Map<string, Entity>;
  isCut: boolean;
};

export async function exploreSurroundings(
  graph: GraphStore,
  { seeds, levels }: { readonly seeds: readonly Entity[]; readonly levels: number },
): Promise<Surroundings> {
  const entities = new Map(seeds.map((seed) => [entityKey(seed), seed]));
  const growing: Growing = { graph, local: new LocalGraph(), entities, isCut: false };
  let frontier: readonly EntityRef[] = seeds;
  for (let level = 0; level < levels && frontier.length > 0; level++) frontier = await grow(growing, frontier);
  return growing;
}

/** The entities to walk from next: new, no hubs, those tied to most others first. */
async function grow(growing: Growing, frontier: readonly EntityRef[]): Promise<readonly EntityRef[]> {
  const { graph, local, entities } = growing;
  const fresh = await graph.entities(await followLinks(growing, frontier));
  for (const entity of fresh) if (entity) entities.set(entityKey(entity), entity);
  const walkable = fresh.filter((entity): entity is Entity => entity !== null && !isHub(entity));
  if (walkable.length > WALKED_PER_LEVEL) growing.isCut = true;
  const ties = (ref: EntityRef) => local.neighbours(entityKey(ref)).size;
  return walkable.sort((a, b) => ties(b) - ties(a) || compareRefs(a, b)).slice(0, WALKED_PER_LEVEL);
}

/** Adds the links of the frontier; answers with the ends not met before. */
async function followLinks(growing: Growing, frontier: readonly EntityRef[]): Promise<readonly EntityRef[]> {
  const { graph, local, entities } = growing;
  const room = Math.max(20, Math.floor(LINKS_PER_LEVEL / frontier.length));
  const of = frontier.map(({ kind, id }) => ({ kind, id }));
  const expanded = await graph.expand({ of, limitPerEntity: Math.min(HUB_LINKS, room) });
  const reached = new Map<string, EntityRef>();
  for (const link of expanded.flatMap((one) => one.links)) {
    local.add(link);
    for (const end of [link.from, link.to]) if (!entities.has(entityKey(end))) reached.set(entityKey(end), end);
  }
  for (const { ref, hidden } of expanded) {
    const start = entities.get(entityKey(ref));
    if (hidden > 0 && start && !isHub(start)) growing.isCut = true;
  }
  return [...reached.values()];
}

/**
 * Breadth-first walk from the starts over the store's expansions, one call a hop, everything bounded: so many links a
 * hop, so many entities walked from. Hubs are found but not walked through. What was not followed is counted.
 */

import { entityKey } from '../../domain/entity-key.ts';
import type { DrawnLink, Entity } from '../../domain/graph-view.ts';
import type { DrawnLinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { ExpandedEntity, GraphStore, TimeWindow } from '../ports/graph-store.ts';
import { HUB_LINKS, isHub, withinDegrees } from './hub.ts';
import { compareSuspicion, type Ranked } from './suspicion-order.ts';

/** `strength`: the largest product of link strengths over the ways found from a start; 1 at a start. */
export type Found = Ranked & { readonly hop: number; readonly parent: string | null };

export type WalkRequest = {
  readonly starts: readonly EntityRef[];
  readonly depth: number;
  readonly types?: readonly DrawnLinkType[];
  readonly window?: TimeWindow;
};
export type Walked = {
  /** By entity key, starts first, in the order found. */
  readonly found: ReadonlyMap<string, Found>;
  /** Links seen to exist and not followed: each leads to at most one entity more. */
  readonly unfollowed: number;
};

export const LINKS_PER_HOP = 20_000;
export const LINKS_PER_START = 5_000;
export const WALKED_PER_HOP = 1_000;

type Way = { readonly ref: EntityRef; readonly strength: number; readonly parent: string };

export async function walk(graph: GraphStore, request: WalkRequest): Promise<Walked> {
  const found = await findStarts(graph, request.starts);
  let frontier: readonly Found[] = [...found.values()];
  let unfollowed = 0;
  for (let hop = 1; hop <= request.depth && frontier.length > 0; hop++) {
    const walked = affordable(hop === 1 ? frontier : frontier.filter((one) => !isHub(one.entity)));
    unfollowed += linksLeft(frontier, new Set(walked));
    const expanded = await graph.expand(expansionOf(walked, hop, request));
    unfollowed += expanded.reduce((sum, one) => sum + one.hidden, 0);
    frontier = await addHop(graph, { found, expanded, hop });
  }
  return { found, unfollowed };
}

async function findStarts(graph: GraphStore, starts: readonly EntityRef[]): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for (const entity of await graph.entities(starts)) {
    if (entity) found.set(entityKey(entity), { entity, strength: 1, hop: 0, parent: null });
  }
  return found;
}

function affordable(frontier: readonly Found[]): readonly Found[] {
  const entities = new Set(withinDegrees(frontier.slice(0, WALKED_PER_HOP).map(({ entity }) => entity)));
  return frontier.filter(({ entity }) => entities.has(entity));
}

/** One link leads back to where the entity was found from. */
const linksLeft = (frontier: readonly Found[], walked: ReadonlySet<Found>): number =>
  frontier.reduce((sum, one) => sum + (walked.has(one) ? 0 : Math.max(0, one.entity.linkCount - 1)), 0);

function expansionOf(walked: readonly Found[], hop: number, { types, window }: WalkRequest) {
  const most = hop === 1 ? LINKS_PER_START : HUB_LINKS;
  const limitPerEntity = Math.min(most, Math.max(20, Math.floor(LINKS_PER_HOP / Math.max(1, walked.length))));
  const of = walked.map(({ entity }) => ({ kind: entity.kind, id: entity.id }));
  return { of, limitPerEntity, withEnds: true, ...(types && { types }), ...(window && { window }) };
}

/** The strongest way to each entity not met on an earlier hop. */
function waysFrom(expanded: readonly ExpandedEntity[], found: ReadonlyMap<string, Found>): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  for (const { ref, links } of expanded) {
    const parent = entityKey(ref);
    const parentStrength = found.get(parent)?.strength ?? 0;
    for (const link of links) {
      const other = otherEnd(link, ref);
      const key = entityKey(other);
      if (found.has(key)) continue;
      const strength = parentStrength * link.strength;
      const best = ways.get(key);
      if (!best || strength > best.strength) ways.set(key, { ref: other, strength, parent });
    }
  }
  return ways;
}

type Hop = {
  readonly found: Map<string, Found>;
  readonly expanded: readonly ExpandedEntity[];
  readonly hop: number;
};

async function addHop(graph: GraphStore, { found, expanded, hop }: Hop): Promise<readonly Found[]> {
  const ways = waysFrom(expanded, found);
  const entities = await endsOf(graph, expanded, ways);
  const added: Found[] = [];
  for (const [key, { strength, parent }] of ways) {
    const entity = entities.get(key);
    if (entity) added.push({ entity, strength, hop, parent });
  }
  added.sort(compareSuspicion);
  for (const one of added) found.set(entityKey(one.entity), one);
  return added;
}

/** Those that came with the links, and of the store the others. */
async function endsOf(
  graph: GraphStore,
  expanded: readonly ExpandedEntity[],
  ways: ReadonlyMap<string, Way>,
): Promise<ReadonlyMap<string, Entity>> {
  const known = new Map<string, Entity>();
  for (const { ends } of expanded) for (const end of ends ?? []) known.set(entityKey(end), end);
  const missing = [...ways].flatMap(([key, { ref }]) => (known.has(key) ? [] : [ref]));
  if (missing.length === 0) return known;
  for (const entity of await graph.entities(missing)) if (entity) known.set(entityKey(entity), entity);
  return known;
}

export const otherEnd = (link: DrawnLink, ref: EntityRef): EntityRef =>
  link.from.kind === ref.kind && link.from.id === ref.id ? link.to : link.from;

/** The picture of a ring: its members, what they share, what its evidence names, and every link among these. */

import { entityKey } from '../domain/entity-key.ts';
import type { Failure } from '../domain/failure.ts';
import type { DrawnLink, Entity, Subgraph } from '../domain/graph-view.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { compareSuspicion } from './exploration/suspicion-order.ts';
import { DRAWN_LINKS_LIMIT } from './explore-neighbourhood.ts';
import { type Reader, refusal } from './reader.ts';

/** Rings are small; this bounds a monstrous one before a store is asked for its links. */
const MOST_ENTITIES = 3_000;

export async function drawRing(
  { principal, graph }: Reader,
  ring: Ring,
  limit: number,
): Promise<Result<Subgraph, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const refs = entitiesOfRing(ring);
  const bounded = refs.slice(0, MOST_ENTITIES);
  const [entities, links] = await Promise.all([
    graph.entities(bounded),
    graph.linksAmong(bounded, { limit: DRAWN_LINKS_LIMIT }),
  ]);
  const known = entities.filter((entity): entity is Entity => entity !== null);
  const nodes = cut(known, { links, limit });
  const omittedNodes = known.length - nodes.length + refs.length - bounded.length;
  const drawn = linksBetween(nodes, links);
  return ok({ nodes, links: drawn, omittedNodes, truncated: omittedNodes > 0 || links.length >= DRAWN_LINKS_LIMIT });
}

/** Members first, then shared identifiers, then what else the evidence points at; each once. */
export function entitiesOfRing(ring: Ring): readonly EntityRef[] {
  const refs = new Map<string, EntityRef>();
  const evidence = [...ring.evidence, ...ring.counterEvidence].flatMap((one) => one.entities);
  for (const { kind, id } of [...ring.members, ...ring.identifiers, ...evidence]) {
    refs.set(entityKey({ kind, id }), { kind, id });
  }
  return [...refs.values()];
}

type Cut = { readonly links: readonly DrawnLink[]; readonly limit: number };

/** Strength here: that of the strongest link within the ring. */
function cut(entities: readonly Entity[], { links, limit }: Cut): readonly Entity[] {
  if (entities.length <= limit) return entities;
  const strengths = new Map<string, number>();
  for (const link of links) {
    for (const end of [link.from, link.to]) {
      const key = entityKey(end);
      strengths.set(key, Math.max(strengths.get(key) ?? 0, link.strength));
    }
  }
  const ranked = entities.map((entity) => ({ entity, strength: strengths.get(entityKey(entity)) ?? 0 }));
  return ranked
    .sort(compareSuspicion)
    .slice(0, limit)
    .map(({ entity }) => entity);
}

export function linksBetween(nodes: readonly EntityRef[], links: readonly DrawnLink[]): readonly DrawnLink[] {
  const kept = new Set(nodes.map(entityKey));
  return links.filter((link) => kept.has(entityKey(link.from)) && kept.has(entityKey(link.to)));
}

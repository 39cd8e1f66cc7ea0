/** Which identifiers the seeds share, who else is tied to their rare ones, and how many accounts use each. */
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KINDS, LINK_TYPES } from '../../domain/ontology.ts';
import type { SharedIdentifier } from '../../domain/ring.ts';
import { entityKey } from '../ports/case-store.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { isHub } from './hub.ts';
import type { Surroundings } from './surroundings.ts';
import { compareRefs } from './suspicion-order.ts';

const MOST_IDENTIFIERS = 100;
const MOST_INVOLVED = 100;

export const isActor = (entity: Entity): boolean => ENTITY_KINDS[entity.kind].class === 'actor';
export const isIdentifier = (entity: Entity): boolean => ENTITY_KINDS[entity.kind].class === 'identifier';

/** Those tied to two given entities or more, or given themselves and tied to one; the rarest first. */
export async function sharedIdentifiers(
  graph: GraphStore,
  { local, entities }: Surroundings,
  seeds: ReadonlySet<string>,
): Promise<readonly SharedIdentifier[]> {
  const shared: { readonly entity: Entity; readonly sharedBy: number }[] = [];
  for (const [key, entity] of entities) {
    if (!isIdentifier(entity)) continue;
    const sharedBy = [...local.neighbours(key).keys()].filter((other) => seeds.has(other)).length;
    if (sharedBy >= (seeds.has(key) ? 1 : 2)) shared.push({ entity, sharedBy });
  }
  const counts = await graph.linkTypeCounts(shared.map(({ entity }) => entity));
  const described = shared.map(({ entity: { kind, id }, sharedBy }, i) => ({
    kind,
    id,
    sharedBy,
    accounts: Math.max(sharedBy, accountsIn(counts[i])),
  }));
  return described
    .sort((a, b) => a.accounts - b.accounts || b.sharedBy - a.sharedBy || compareRefs(a, b))
    .slice(0, MOST_IDENTIFIERS);
}

/** An account has at most one lasting link of a type to an identifier, so links of the commonest type count accounts. */
function accountsIn(counts: ReadonlyMap<string, number> | undefined): number {
  let most = 0;
  for (const [type, count] of counts ?? []) if (type in LINK_TYPES) most = Math.max(most, count);
  return most;
}

/** Actors not asked for, by how many of the seeds' identifiers they share, then by how few others do. */
export function alsoInvolved({ local, entities }: Surroundings, seeds: ReadonlySet<string>): readonly Entity[] {
  const involved = new Map<string, { readonly entity: Entity; shared: number; rarity: number }>();
  for (const [key, identifier] of entities) {
    if (!isIdentifier(identifier) || isHub(identifier)) continue;
    const neighbours = [...local.neighbours(key).keys()];
    if (!seeds.has(key) && !neighbours.some((other) => seeds.has(other))) continue;
    for (const other of neighbours) {
      const entity = entities.get(other);
      if (!entity || seeds.has(other) || !isActor(entity)) continue;
      const one = involved.get(other) ?? { entity, shared: 0, rarity: 0 };
      one.shared += 1;
      one.rarity += 1 / neighbours.length;
      involved.set(other, one);
    }
  }
  return [...involved.values()]
    .sort((a, b) => b.shared - a.shared || b.rarity - a.rarity || compareRefs(a.entity, b.entity))
    .slice(0, MOST_INVOLVED)
    .map(({ entity }) => entity);
}

export const seedKeys = (seeds: readonly Entity[]): ReadonlySet<string> => new Set(seeds.map(entityKey));

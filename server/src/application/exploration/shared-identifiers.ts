/** Which identifiers the seeds share, who else is tied to their rare ones, and how many accounts use each. */

import { entityKey } from '../../domain/entity-key.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KINDS, LINK_TYPES } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { SharedIdentifier } from '../../domain/ring.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { isHub } from './hub.ts';
import type { Surroundings } from './surroundings.ts';
import { compareRefs } from './suspicion-order.ts';

const MOST_IDENTIFIERS = 100;
const MOST_INVOLVED = 100;

const isIdentifier = (entity: Entity): boolean => ENTITY_KINDS[entity.kind].class === 'identifier';

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

type Involved = { readonly ref: EntityRef; readonly shared: number; readonly rarity: number };

/** Actors not asked for, by how many of the seeds' identifiers they share, then by how few others do. */
export async function alsoInvolved(
  graph: GraphStore,
  surroundings: Surroundings,
  seeds: ReadonlySet<string>,
): Promise<readonly Entity[]> {
  const involved = new Map<string, Involved>();
  for (const [key, identifier] of surroundings.entities) {
    if (isIdentifier(identifier) && !isHub(identifier)) addSharers(involved, key, { surroundings, seeds });
  }
  const most = [...involved.values()]
    .sort((a, b) => b.shared - a.shared || b.rarity - a.rarity || compareRefs(a.ref, b.ref))
    .slice(0, MOST_INVOLVED);
  const found = await graph.entities(most.map(({ ref }) => ref));
  return found.filter((entity): entity is Entity => entity !== null);
}

type Around = { readonly surroundings: Surroundings; readonly seeds: ReadonlySet<string> };

function addSharers(involved: Map<string, Involved>, identifier: string, { surroundings, seeds }: Around): void {
  const { local } = surroundings;
  const neighbours = [...local.neighbours(identifier).keys()];
  if (!seeds.has(identifier) && !neighbours.some((other) => seeds.has(other))) return;
  for (const other of neighbours) {
    const ref = local.refs.get(other);
    if (!ref || seeds.has(other) || ENTITY_KINDS[ref.kind].class !== 'actor') continue;
    const { shared, rarity } = involved.get(other) ?? { shared: 0, rarity: 0 };
    involved.set(other, { ref, shared: shared + 1, rarity: rarity + 1 / neighbours.length });
  }
}

export const seedKeys = (seeds: readonly Entity[]): ReadonlySet<string> => new Set(seeds.map(entityKey));

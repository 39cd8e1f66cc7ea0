/**
 * A hub is an entity so widely connected that walking through it ties strangers: an airport Wi-Fi, a parcel station,
 * a best-selling shop. It is drawn with its number of links, but exploration does not walk through it unasked.
 */
import type { Entity } from '../../domain/graph-view.ts';

export const HUB_LINKS = 200;

export const isHub = (entity: Pick<Entity, 'linkCount'>): boolean => entity.linkCount > HUB_LINKS;

/** A store reads all links of an entity to find its strongest: so many may be read for one question. */
const READ_LINKS = 100_000;

/** Those that can be walked from within that: the least connected first, one at least. */
export function withinDegrees(entities: readonly Entity[]): readonly Entity[] {
  const byDegree = [...entities].sort((a, b) => a.linkCount - b.linkCount);
  let links = 0;
  const affordable = new Set<Entity>();
  for (const entity of byDegree) {
    links += entity.linkCount;
    if (links > READ_LINKS && affordable.size > 0) break;
    affordable.add(entity);
  }
  return entities.filter((entity) => affordable.has(entity));
}

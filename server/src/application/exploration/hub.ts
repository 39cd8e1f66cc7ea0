/**
 * A hub is an entity so widely connected that walking through it ties strangers: an airport Wi-Fi, a parcel station,
 * a best-selling shop. It is drawn with its number of links, but exploration does not walk through it unasked.
 */
import type { Entity } from '../../domain/graph-view.ts';

export const HUB_LINKS = 200;

export const isHub = (entity: Pick<Entity, 'linkCount'>): boolean => entity.linkCount > HUB_LINKS;

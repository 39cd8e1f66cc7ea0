/**
 * Global ids: opaque to clients, lasting, and the same in every store. Parts are separated by a line feed, which no id
 * may contain. A ring's id is its own global id: `rng_…`.
 */
import {
  type DrawnLinkType,
  ENTITY_KIND_LIST,
  type EntityKind,
  EVENT_TYPE_LIST,
  type EventType,
} from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';

export type GlobalId =
  | { readonly type: 'entity'; readonly ref: EntityRef }
  | { readonly type: 'event'; readonly eventType: EventType; readonly id: string }
  | { readonly type: 'run'; readonly id: string }
  | { readonly type: 'ring'; readonly id: string };

const encode = (...parts: readonly string[]): string => Buffer.from(parts.join('\n')).toString('base64url');

/** Every link names two entities, so most ids of a picture are asked for again and again. */
const entityIds = new WeakMap<EntityRef, string>();

export function toEntityId(ref: EntityRef): string {
  const known = entityIds.get(ref);
  if (known !== undefined) return known;
  const id = encode('n', ref.kind, ref.id);
  entityIds.set(ref, id);
  return id;
}
export const toEventId = (type: EventType, id: string): string => encode('e', type, id);
export const toRunId = (id: string): string => encode('r', id);
/** A link is no node: its id only tells it from others, and is made of its ends'. */
export const toLinkId = (type: DrawnLinkType, from: EntityRef, to: EntityRef): string =>
  `${type}.${toEntityId(from)}.${toEntityId(to)}`;

const RING_ID = /^rng_[\w-]+$/;

/** Null for anything this server would not have written itself. */
export function parseGlobalId(text: string): GlobalId | null {
  if (RING_ID.test(text)) return { type: 'ring', id: text };
  const parts = Buffer.from(text, 'base64url').toString('utf8').split('\n');
  if (encode(...parts) !== text) return null;
  const [mark, first, second] = parts;
  if (mark === 'r' && parts.length === 2 && first) return { type: 'run', id: first };
  if (parts.length !== 3 || !first || !second) return null;
  if (mark === 'n') return parseEntity(first, second);
  return mark === 'e' ? parseEvent(first, second) : null;
}

function parseEntity(kind: string, id: string): GlobalId | null {
  const known: EntityKind | undefined = ENTITY_KIND_LIST.find((entry) => entry === kind);
  return known ? { type: 'entity', ref: { kind: known, id } } : null;
}

function parseEvent(type: string, id: string): GlobalId | null {
  const known = EVENT_TYPE_LIST.find((entry) => entry === type);
  return known ? { type: 'event', eventType: known, id } : null;
}

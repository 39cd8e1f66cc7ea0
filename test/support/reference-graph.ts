/**
 * The record contract on plain maps, without a store: what any store must hold after the same records. Observed links
 * are computed here in the slow, obvious way, from all events, straight from the contract's words.
 */
import { createHash } from 'node:crypto';
import { compareText } from '../../server/src/domain/compare-text.ts';
import { linkStrength } from '../../server/src/domain/link-strength.ts';
import { canonicalEntity, canonicalEvent, canonicalLink } from '../../server/src/domain/merge-canonical.ts';
import type { Fields } from '../../server/src/domain/merge-fields.ts';
import {
  entityRow,
  eventRow,
  type Merged,
  mergeRows,
  mergeStated,
  type StatedLink,
  statedLink,
} from '../../server/src/domain/merge-record.ts';
import {
  DRAWN_LINK_TYPE_LIST,
  type DrawnLinkType,
  ENTITY_KIND_LIST,
  type EntityKind,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  type EventType,
  eventEntry,
  LINK_TYPE_LIST,
  type LinkType,
} from '../../server/src/domain/ontology.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';

export type ReferenceLink = {
  readonly type: DrawnLinkType;
  readonly from: EntityRef;
  readonly to: EntityRef;
  stated: StatedLink | null;
  observed: { count: number; firstSeen: number | null; lastSeen: number | null } | null;
};
export type ShownLink = {
  readonly type: DrawnLinkType;
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly count: number;
  readonly removed: boolean;
};
type ReferenceEvent = { readonly type: EventType; readonly id: string; merged: Merged };

export const keyOf = (ref: EntityRef): string => `${ref.kind}:${ref.id}`;
const field = (fields: Fields, name: string): unknown => fields.get(name)?.value ?? null;
export const earlier = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
export const later = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

export class ReferenceGraph {
  readonly entities = new Map<string, { readonly ref: EntityRef; merged: Merged }>();
  readonly events = new Map<string, ReferenceEvent>();
  readonly #stated = new Map<string, ReferenceLink & { stated: StatedLink }>();

  constructor(records: readonly GraphRecord[]) {
    for (const record of records) this.#add(record);
  }

  #add(record: GraphRecord): void {
    if (record.record === 'entity') {
      this.#name(record);
      const held = this.entities.get(keyOf(record));
      if (held) held.merged = mergeRows(held.merged, entityRow(record)).value;
    } else if (record.record === 'link') {
      const { type, from, to } = record;
      this.#name(from);
      this.#name(to);
      const key = `${type} ${keyOf(from)} ${keyOf(to)}`;
      const held = this.#stated.get(key);
      const stated = held ? mergeStated(held.stated, statedLink(record)).value : statedLink(record);
      this.#stated.set(key, { type, from, to, stated, observed: null });
    } else {
      this.#name(record.from);
      this.#name(record.to);
      for (const name of EVENT_REFERENCE_LIST) {
        const id = record.references?.[name];
        if (id !== undefined) this.#name({ kind: EVENT_REFERENCES[name].kind, id });
      }
      const key = `${record.type} ${record.id}`;
      const held = this.events.get(key);
      const merged = held ? mergeRows(held.merged, eventRow(record)).value : eventRow(record);
      this.events.set(key, { type: record.type, id: record.id, merged });
    }
  }

  #name({ kind, id }: EntityRef): void {
    const key = `${kind}:${id}`;
    if (!this.entities.has(key))
      this.entities.set(key, { ref: { kind, id }, merged: { updatedAt: -1, fields: new Map() } });
  }

  /** Stated, observed and event lines; `upTo` leaves later events out. */
  links(upTo = Number.POSITIVE_INFINITY): readonly ReferenceLink[] {
    const links = new Map<string, ReferenceLink>();
    for (const [key, link] of this.#stated) links.set(key, { ...link });
    for (const event of this.events.values()) {
      const at = field(event.merged.fields, 'at') as number | null;
      if (!observesUntil(event, upTo)) continue;
      for (const [type, from, to] of witnessed(event)) {
        const key = `${type} ${keyOf(from)} ${keyOf(to)}`;
        const link = links.get(key) ?? { type, from, to, stated: null, observed: null };
        const seen = link.observed ?? { count: 0, firstSeen: null, lastSeen: null };
        link.observed = {
          count: seen.count + 1,
          firstSeen: earlier(seen.firstSeen, at),
          lastSeen: later(seen.lastSeen, at),
        };
        links.set(key, link);
      }
    }
    return [...links.values()];
  }

  shown(): readonly ShownLink[] {
    return this.links().map(toShown);
  }

  digest(): string {
    const texts: string[] = [];
    for (const { ref, merged } of this.entities.values()) texts.push(canonicalEntity(ref, merged));
    for (const { type, id, merged } of this.events.values()) texts.push(canonicalEvent(type, id, merged));
    for (const link of this.links()) {
      if (isLinkType(link.type)) texts.push(canonicalLink(link.type, link.from, link.to, link));
    }
    const sum = texts
      .map((text) => BigInt(`0x${createHash('sha256').update(text).digest('hex')}`))
      .reduce((total, hash) => (total + hash) % 2n ** 256n, 0n);
    return sum.toString(16).padStart(64, '0');
  }

  counts() {
    return {
      entities: this.entities.size,
      links: this.links().filter(({ type }) => isLinkType(type)).length,
      events: this.events.size,
    };
  }

  isRemoved(ref: EntityRef): boolean {
    const entity = this.entities.get(keyOf(ref));
    return entity !== undefined && field(entity.merged.fields, 'removedAt') !== null;
  }

  degree(ref: EntityRef, shown = this.shown()): number {
    const key = keyOf(ref);
    return shown.filter((link) => !link.removed && (keyOf(link.from) === key || keyOf(link.to) === key)).length;
  }

  /** In the order an expansion promises. */
  around(ref: EntityRef): readonly (ShownLink & { readonly strength: number })[] {
    const shown = this.shown();
    const key = keyOf(ref);
    const other = (link: ShownLink): EntityRef => (keyOf(link.from) === key ? link.to : link.from);
    return shown
      .filter((link) => !link.removed && (keyOf(link.from) === key || keyOf(link.to) === key))
      .filter((link) => !this.isRemoved(other(link)))
      .map((link) => ({
        ...link,
        strength: linkStrength(link.type, link.count, [this.degree(link.from, shown), this.degree(link.to, shown)]),
      }))
      .sort(
        (x, y) =>
          y.strength - x.strength ||
          DRAWN_LINK_TYPE_LIST.indexOf(x.type) - DRAWN_LINK_TYPE_LIST.indexOf(y.type) ||
          compareRefs(other(x), other(y)) ||
          Number(keyOf(y.from) === key) - Number(keyOf(x.from) === key),
      );
  }
}

export const compareRefs = (x: EntityRef, y: EntityRef): number =>
  ENTITY_KIND_LIST.indexOf(x.kind) - ENTITY_KIND_LIST.indexOf(y.kind) || compareText(x.id, y.id);

export const isLinkType = (type: DrawnLinkType): type is LinkType =>
  (LINK_TYPE_LIST as readonly string[]).includes(type);

function observesUntil({ merged: { fields } }: ReferenceEvent, upTo: number): boolean {
  const at = field(fields, 'at') as number | null;
  const removedAt = field(fields, 'removedAt') as number | null;
  if (field(fields, 'declined') === true || field(fields, 'outcome') === 'failure') return false;
  if (at !== null && at > upTo) return false;
  return !(removedAt !== null && removedAt <= upTo && (at === null || removedAt >= at));
}

/** Of the link rows alone; of dealings the count in their own group. */
export function statedCount(stated: StatedLink | null): number {
  const dealings = stated ? (field(stated.fields, 'dealings') as readonly unknown[] | null) : null;
  return typeof dealings?.[0] === 'number' ? dealings[0] : (stated?.count ?? 0);
}

/** Each link once, even where the target is named again as a reference. */
function witnessed({ type, merged }: ReferenceEvent): readonly (readonly [DrawnLinkType, EntityRef, EntityRef])[] {
  const [fromKind, fromId, toKind, toId] = field(merged.fields, 'ends') as [EntityKind, string, EntityKind, string];
  const from = { kind: fromKind, id: fromId };
  const to = { kind: toKind, id: toId };
  const found = new Map<string, readonly [DrawnLinkType, EntityRef, EntityRef]>();
  const note = (link: DrawnLinkType, a: EntityRef, b: EntityRef) =>
    found.set(`${link} ${keyOf(a)} ${keyOf(b)}`, [link, a, b]);
  const entry = eventEntry(type);
  if (!entry.self) note(type, from, to);
  const target = entry.observes?.[toKind];
  if (target) note(target, from, to);
  for (const name of EVENT_REFERENCE_LIST) {
    const reference: { readonly kind: EntityKind; readonly observes?: LinkType } = EVENT_REFERENCES[name];
    const id = field(merged.fields, name);
    if (typeof id !== 'string' || !reference.observes) continue;
    const owner = type === 'COMMISSION' && name === 'payoutAccount' ? to : from;
    note(reference.observes, owner, { kind: reference.kind, id });
  }
  return [...found.values()];
}

function toShown({ type, from, to, stated, observed }: ReferenceLink): ShownLink {
  const firstSeen = earlier(stated?.firstSeen ?? null, observed?.firstSeen ?? null);
  const lastSeen = later(stated?.lastSeen ?? null, observed?.lastSeen ?? null);
  const removedAt = stated ? (field(stated.fields, 'removedAt') as number | null) : null;
  return {
    type,
    from,
    to,
    firstSeen,
    lastSeen,
    count: Math.max(statedCount(stated), observed?.count ?? 0),
    removed: removedAt !== null && (lastSeen === null || removedAt >= lastSeen),
  };
}

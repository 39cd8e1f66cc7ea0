/** A graph held in memory, for tests of algorithms and as the fastest possible store in benchmarks. */

import type {
  EventFilter,
  Expansion,
  GraphStore,
  Page,
  Paged,
} from '../../server/src/application/ports/graph-store.ts';
import { compareText } from '../../server/src/domain/compare-text.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { DrawnLink, Entity, GraphEvent } from '../../server/src/domain/graph-view.ts';
import { linkStrength } from '../../server/src/domain/link-strength.ts';
import {
  DRAWN_LINK_TYPE_LIST,
  type DrawnLinkType,
  ENTITY_KIND_LIST,
  type EntityKind,
  EVENT_TYPE_LIST,
  kindEntry,
} from '../../server/src/domain/ontology.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';

export type GraphContent = {
  readonly entities: readonly Entity[];
  readonly links?: readonly DrawnLink[];
  readonly events?: readonly GraphEvent[];
};

export function fakeEntity(kind: EntityKind, id: string, fields: Partial<Entity> = {}): Entity {
  return {
    kind,
    id,
    label: null,
    market: null,
    createdAt: null,
    status: 'active',
    risk: null,
    balances: null,
    nextSettlementAt: null,
    updatedAt: null,
    removedAt: null,
    attributes: {},
    linkCount: 0,
    ...fields,
  };
}

export function fakeLink(
  type: DrawnLinkType,
  from: EntityRef,
  to: EntityRef,
  fields: Partial<DrawnLink> = {},
): DrawnLink {
  return {
    type,
    from: { kind: from.kind, id: from.id },
    to: { kind: to.kind, id: to.id },
    firstSeen: null,
    lastSeen: null,
    count: 1,
    sources: [],
    role: null,
    amount: null,
    currency: null,
    removedAt: null,
    attributes: {},
    strength: Number.NaN,
    ...fields,
  };
}

const order = (type: DrawnLinkType): number => DRAWN_LINK_TYPE_LIST.indexOf(type);
type Created = EntityRef & Pick<Entity, 'createdAt'>;
const compareRefs = (a: EntityRef, b: EntityRef): number =>
  ENTITY_KIND_LIST.indexOf(a.kind) - ENTITY_KIND_LIST.indexOf(b.kind) || compareText(a.id, b.id);
const compareCreation = (a: Created, b: Created): number =>
  (a.createdAt ?? 0) - (b.createdAt ?? 0) || compareRefs(a, b);
const compareEnds = (a: DrawnLink, b: DrawnLink): number =>
  order(a.type) - order(b.type) || compareRefs(a.from, b.from) || compareRefs(a.to, b.to);

type Held = { readonly link: DrawnLink; readonly from: string; readonly to: string; readonly position: number };
type Indexed = { readonly byKey: Map<string, Entity>; readonly linksOf: Map<string, Held[]> };

function add(lists: Map<string, Held[]>, key: string, held: Held): void {
  const list = lists.get(key);
  if (list) list.push(held);
  else lists.set(key, [held]);
}

const hold = (link: DrawnLink, position: number): Held => ({
  link,
  from: entityKey(link.from),
  to: entityKey(link.to),
  position,
});
const ends = ({ from, to }: Held): ReadonlySet<string> => new Set([from, to]);

function index({ entities, links = [] }: GraphContent): Indexed {
  const held = [...links].sort(compareEnds).map(hold);
  const degree = new Map<string, number>();
  for (const key of held.flatMap((one) => [...ends(one)])) degree.set(key, (degree.get(key) ?? 0) + 1);
  const linksOf = new Map<string, Held[]>();
  for (const one of held) {
    const { link, from, to } = one;
    const degrees = [degree.get(from) ?? 1, degree.get(to) ?? 1] as const;
    const strength = Number.isNaN(link.strength) ? linkStrength(link.type, link.count, degrees) : link.strength;
    for (const key of ends(one)) add(linksOf, key, { ...one, link: { ...link, strength } });
  }
  for (const [key, list] of linksOf) list.sort((a, b) => compareStrongest(a, b, key));
  const counted = entities.map((entity): [string, Entity] => {
    const key = entityKey(entity);
    return [key, { ...entity, linkCount: Math.max(entity.linkCount, degree.get(key) ?? 0) }];
  });
  return { byKey: new Map(counted), linksOf };
}

/** As an expansion of `key` lists them: the strongest, then by (type, other kind, other id). */
function compareStrongest(a: Held, b: Held, key: string): number {
  const other = ({ link, from }: Held): EntityRef => (from === key ? link.to : link.from);
  return (
    b.link.strength - a.link.strength || order(a.link.type) - order(b.link.type) || compareRefs(other(a), other(b))
  );
}

/** Degrees and strengths are filled in where the content leaves them open (NaN). */
export function createFakeGraphStore(content: GraphContent): GraphStore {
  const { byKey, linksOf } = index(content);
  const events = [...(content.events ?? [])].sort(
    (a, b) =>
      (b.at ?? -1) - (a.at ?? -1) ||
      EVENT_TYPE_LIST.indexOf(a.type) - EVENT_TYPE_LIST.indexOf(b.type) ||
      compareText(a.id, b.id),
  );
  const refuse = (): never => {
    throw new Error('the fake store only reads');
  };
  return {
    openImport: refuse,
    loadColumns: refuse,
    digest: refuse,
    describe: async () => ({ product: 'fake', version: '1' }),
    changeNumber: async () => 1,
    bookmark: async () => null,
    counts: async () => ({
      entities: content.entities.length,
      links: content.links?.length ?? 0,
      events: events.length,
    }),
    entities: async (refs) => refs.map((ref) => byKey.get(entityKey(ref)) ?? null),
    expand: async ({ of, types, limitPerEntity }: Expansion) =>
      of.map((ref) => {
        const held = linksOf.get(entityKey(ref)) ?? [];
        const all = types ? held.filter(({ link }) => types.includes(link.type)) : held;
        const links = all.slice(0, limitPerEntity).map(({ link }) => link);
        return { ref: { kind: ref.kind, id: ref.id }, links, hidden: all.length - links.length };
      }),
    // Its tests are about the search of who must expand.
    linksBetween: async () => null,
    linkTypeCounts: async (refs) =>
      refs.map((ref) => {
        const counts = new Map<DrawnLinkType, number>();
        for (const { link } of linksOf.get(entityKey(ref)) ?? [])
          counts.set(link.type, (counts.get(link.type) ?? 0) + 1);
        return counts;
      }),
    linksAmong: async (refs, { limit }) => {
      const wanted = new Set(refs.map(entityKey));
      const found: Held[] = [];
      for (const key of wanted) {
        for (const one of linksOf.get(key) ?? []) if (one.from === key && wanted.has(one.to)) found.push(one);
      }
      found.sort((a, b) => a.position - b.position);
      return found.slice(0, limit).map(({ link }) => link);
    },
    event: async (id, type) =>
      EVENT_TYPE_LIST.flatMap((one) =>
        events.filter((event) => event.type === one && event.id === id && (type === undefined || type === one)),
      )[0] ?? null,
    events: async (filter, page) =>
      pageOf(
        events.filter((event) => matches(event, filter)),
        page,
      ),
    searchEntities: async ({ text, kinds }, page) => {
      const folded = text.normalize('NFKC').toLowerCase();
      const found = [...byKey.values()].filter(
        ({ kind, id, label }) =>
          (!kinds || kinds.includes(kind)) &&
          (id.toLowerCase().startsWith(folded) ||
            (label ?? '')
              .toLowerCase()
              .split(/\s+/)
              .some((word) => word.startsWith(folded))),
      );
      const exact = (entity: Entity): number => Number(entity.id === text);
      return pageOf(
        found.sort((a, b) => exact(b) - exact(a) || compareRefs(a, b)),
        page,
      );
    },
    entitiesById: async (id) => ENTITY_KIND_LIST.flatMap((kind) => byKey.get(entityKey({ kind, id })) ?? []),
    accountsPerIdentifier: async (kind) => {
      const counts = [...byKey.values()].filter((entity) => entity.kind === kind).map((entity) => entity.linkCount);
      const most = Math.max(0, ...counts);
      return Array.from({ length: most }, (_, i) => counts.filter((count) => count > i).length);
    },
    registrations: async ({ from, after, first }) =>
      [...byKey.values()]
        .filter(({ kind, createdAt }) => kindEntry(kind).class === 'actor' && createdAt !== null && createdAt >= from)
        .filter((one) => after === null || compareCreation(one, { ...after.ref, createdAt: after.createdAt }) > 0)
        .sort(compareCreation)
        .slice(0, first),
    arrivals: async ({ from, first }) =>
      content.entities
        .map((account, i) => ({ position: i + 1, account: byKey.get(entityKey(account)) ?? account }))
        .filter(({ position, account }) => position >= from && kindEntry(account.kind).class === 'actor')
        .slice(0, first),
    nextArrival: async (afterEntities = content.entities.length) => afterEntities + 1,
    // It answers at once: nobody can leave before.
    stoppedBy() {
      return this;
    },
    close: async () => {},
  };
}

function matches(event: GraphEvent, { of, among, types, orderId, window }: EventFilter): boolean {
  if (types && !types.includes(event.type)) return false;
  if (orderId !== undefined && event.orderId !== orderId) return false;
  if (window?.from !== undefined && (event.at === undefined || event.at < window.from)) return false;
  if (window?.to !== undefined && (event.at === undefined || event.at > window.to)) return false;
  if (!of) return true;
  const wanted = new Set(of.map(entityKey));
  const from = wanted.has(entityKey(event.from));
  const to = wanted.has(entityKey(event.to));
  return among ? from && to : from || to;
}

function pageOf<T>(items: readonly T[], { first, after }: Page): Paged<T> {
  const start = after === undefined ? 0 : Number(after) + 1;
  return {
    items: items.slice(start, start + first).map((item, i) => ({ item, cursor: String(start + i) })),
    hasNext: start + first < items.length,
    totalCount: items.length,
  };
}

/**
 * Whatever an investigator holds: a ring, an order, an event or an entity. Rings, the order and the event with exactly
 * this id come first, then entities in their own order; one cursor runs through all.
 */
import type { Failure } from '../domain/failure.ts';
import type { Entity, GraphEvent } from '../domain/graph-view.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import type { Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type SearchHit =
  | { readonly type: 'ring'; readonly ring: Ring }
  | { readonly type: 'order'; readonly orderId: string }
  | { readonly type: 'event'; readonly event: GraphEvent }
  | { readonly type: 'entity'; readonly entity: Entity };

type Item = { readonly item: SearchHit; readonly cursor: string };

/** A head cursor is its position; an entity's is the store's own behind this mark. */
const ENTITY_MARK = 'e';
const RINGS_LISTED = 10;

export async function searchEverything(
  reader: Reader,
  text: string,
  page: Page,
): Promise<Result<Paged<SearchHit>, Failure>> {
  const refused = refusal(reader.principal, 'readGraph');
  if (refused) return fail(refused);
  if (text.trim() === '') return ok({ items: [], hasNext: false, totalCount: 0 });
  const heads = (await findHeads(reader, text)).map((item, i): Item => ({ item, cursor: String(i) }));
  const entityCursor = page.after?.startsWith(ENTITY_MARK) ? page.after.slice(1) : undefined;
  const shown = entityCursor === undefined ? heads.slice(page.after === undefined ? 0 : Number(page.after) + 1) : [];
  const items = shown.slice(0, page.first);
  const room = page.first - items.length;
  const entityPage = { first: Math.max(1, room), ...(entityCursor !== undefined && { after: entityCursor }) };
  const entities = await reader.graph.searchEntities({ text }, entityPage);
  const hits = entities.items
    .slice(0, room)
    .map(({ item, cursor }): Item => ({ item: { type: 'entity', entity: item }, cursor: `${ENTITY_MARK}${cursor}` }));
  return ok({
    items: [...items, ...hits],
    hasNext: shown.length > items.length || entities.hasNext || entities.items.length > hits.length,
    totalCount: heads.length + entities.totalCount,
  });
}

async function findHeads({ principal, graph, rings }: Reader, text: string): Promise<readonly SearchHit[]> {
  const [found, order, event] = await Promise.all([
    refusal(principal, 'readRings') || !text.startsWith('rng_') ? [] : ringsNamed(rings, text),
    graph.events({ orderId: text }, { first: 1 }),
    graph.event(text),
  ]);
  return [
    ...found.map((ring): SearchHit => ({ type: 'ring', ring })),
    ...(order.items.length > 0 ? [{ type: 'order', orderId: text } as const] : []),
    ...(event ? [{ type: 'event', event } as const] : []),
  ];
}

async function ringsNamed(rings: Reader['rings'], text: string): Promise<readonly Ring[]> {
  const exact = await rings.ring(text);
  if (exact) return [exact];
  const page = await rings.rings({ text }, { field: 'score', direction: 'desc' }, { first: RINGS_LISTED });
  return page.items.map(({ item }) => item).filter((ring) => ring.id.startsWith(text));
}

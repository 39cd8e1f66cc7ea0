/**
 * Whatever an investigator holds: a ring, an order, an event or an entity. Rings, the order and the event of this id
 * come first, then entities in their own order; one cursor runs through all. Ids are typed off a screen or a message, so
 * blanks around them and their case do not count.
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
  const wanted = text.trim();
  const heads = (await findHeads(reader, text)).map((item, i): Item => ({ item, cursor: String(i) }));
  const entityCursor = page.after?.startsWith(ENTITY_MARK) ? page.after.slice(1) : undefined;
  const shown = entityCursor === undefined ? heads.slice(page.after === undefined ? 0 : Number(page.after) + 1) : [];
  const items = shown.slice(0, page.first);
  const room = page.first - items.length;
  const entityPage = { first: Math.max(1, room), ...(entityCursor !== undefined && { after: entityCursor }) };
  const entities = await reader.graph.searchEntities({ text: wanted }, entityPage);
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
  const spellings = spellingsOf(text);
  const ringText = text.trim().toLowerCase();
  const [found, orders, events] = await Promise.all([
    refusal(principal, 'readRings') || !ringText.startsWith('rng_') ? [] : ringsNamed(rings, ringText),
    Promise.all(spellings.map((orderId) => graph.events({ orderId }, { first: 1 }))),
    Promise.all(spellings.map((id) => graph.event(id))),
  ]);
  return [
    ...found.map((ring): SearchHit => ({ type: 'ring', ring })),
    ...spellings.flatMap((orderId, i): readonly SearchHit[] =>
      orders[i]?.items.length ? [{ type: 'order', orderId }] : [],
    ),
    ...events.flatMap((event): readonly SearchHit[] => (event ? [{ type: 'event', event }] : [])),
  ];
}

/** Orders and events are stored under exact ids only: as written first, then without blanks, then by case. */
function spellingsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').trim();
  return [...new Set([text, text.trim(), plain, plain.toUpperCase(), plain.toLowerCase()])];
}

/** The ring of this id, else those whose ids begin so, highest score first. */
async function ringsNamed(rings: Reader['rings'], text: string): Promise<readonly Ring[]> {
  const exact = await rings.ring(text);
  if (exact) return [exact];
  const page = await rings.rings({ text }, { field: 'score', direction: 'desc' }, { first: RINGS_LISTED });
  return page.items.map(({ item }) => item).filter((ring) => ring.id.startsWith(text));
}

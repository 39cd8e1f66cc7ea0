/** Entities by exact id first, then by the beginnings of ids and of the words of labels. */
import type { Failure } from '../domain/failure.ts';
import type { Entity } from '../domain/graph-view.ts';
import type { EntityKind } from '../domain/ontology.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type EntityQuery = { readonly text: string; readonly kinds?: readonly EntityKind[] };

export async function searchEntities(
  { principal, graph }: Reader,
  query: EntityQuery,
  page: Page,
): Promise<Result<Paged<Entity>, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  if (query.text.trim() === '') return ok({ items: [], hasNext: false, totalCount: 0 });
  return ok(await graph.searchEntities(query, page));
}

/** Events of the given entities, types, order and time, newest first. */
import type { Failure } from '../domain/failure.ts';
import type { GraphEvent } from '../domain/graph-view.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { EventFilter, Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export async function listEvents(
  { principal, graph }: Reader,
  filter: EventFilter,
  page: Page,
): Promise<Result<Paged<GraphEvent>, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  if (filter.of?.length === 0) return ok({ items: [], hasNext: false, totalCount: 0 });
  return ok(await graph.events(filter, page));
}

/** One event by its id, of any type or of the given one. */
import type { Failure } from '../domain/failure.ts';
import type { GraphEvent } from '../domain/graph-view.ts';
import type { EventType } from '../domain/ontology.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Reader, refusal } from './reader.ts';

export type EventKey = { readonly id: string; readonly type?: EventType };

export async function findEvent(
  { principal, graph }: Reader,
  { id, type }: EventKey,
): Promise<Result<GraphEvent | null, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const event = await graph.event(id, type);
  return ok(event && (type === undefined || event.type === type) ? event : null);
}

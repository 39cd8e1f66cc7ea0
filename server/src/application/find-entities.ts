/** Entities by kind and id, in the order asked; null where there is none. */
import type { Failure } from '../domain/failure.ts';
import type { Entity } from '../domain/graph-view.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Reader, refusal } from './reader.ts';

export async function findEntities(
  { principal, graph }: Reader,
  refs: readonly EntityRef[],
): Promise<Result<readonly (Entity | null)[], Failure>> {
  const refused = refusal(principal, 'readGraph');
  return refused ? fail(refused) : ok(await graph.entities(refs));
}

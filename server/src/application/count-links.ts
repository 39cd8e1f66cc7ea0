/** How many drawn links each entity has, by type: what an expansion would add. */
import type { Failure } from '../domain/failure.ts';
import type { DrawnLinkType } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Reader, refusal } from './reader.ts';

export async function countLinks(
  { principal, graph }: Reader,
  refs: readonly EntityRef[],
): Promise<Result<readonly ReadonlyMap<DrawnLinkType, number>[], Failure>> {
  const refused = refusal(principal, 'readGraph');
  return refused ? fail(refused) : ok(await graph.linkTypeCounts(refs));
}

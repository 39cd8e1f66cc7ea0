/** How many identifiers of a kind have more than 0, 1, 2, … accounts. */
import type { Failure } from '../domain/failure.ts';
import type { EntityKind } from '../domain/ontology.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Reader, refusal } from './reader.ts';

export async function showRarity(
  { principal, graph }: Reader,
  kind: EntityKind,
): Promise<Result<readonly number[], Failure>> {
  const refused = refusal(principal, 'readGraph');
  return refused ? fail(refused) : ok(await graph.accountsPerIdentifier(kind));
}

/** The published active rings each of the given entities is a member of, highest score first. */

import { entityKey } from '../domain/entity-key.ts';
import type { Failure } from '../domain/failure.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { type Reader, refusal } from './reader.ts';

export async function findRingsOf(
  { principal, rings }: Reader,
  refs: readonly EntityRef[],
): Promise<Result<readonly (readonly Ring[])[], Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const found = await rings.ringsOf(refs);
  return ok(refs.map((ref) => found.get(entityKey(ref)) ?? []));
}

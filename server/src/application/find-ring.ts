/** One ring by its lasting id. */
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { type Reader, refusal } from './reader.ts';

export async function findRing({ principal, rings }: Reader, id: string): Promise<Result<Ring | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await rings.ring(id));
}

/** One ring by its lasting id. The id of a ring that ended in another answers with the ring that goes on. */
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import type { RingStore } from './ports/case-store.ts';
import { type Reader, refusal } from './reader.ts';

/** `formerId`: the id asked for, where that ring ended and this one goes on. */
export type ResolvedRing = Ring & { readonly formerId?: string };

export async function findRing(
  { principal, rings }: Pick<Reader, 'principal' | 'rings'>,
  id: string,
): Promise<Result<ResolvedRing | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const ring = await rings.ring(id);
  if (ring === null) return ok(null);
  const heir = await followSuccessors(rings, ring);
  return ok(heir.id === id ? heir : { ...heir, formerId: id });
}

/** This very ring, whether or not another goes on in its place. */
export async function findRingItself({ principal, rings }: Reader, id: string): Promise<Result<Ring | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await rings.ring(id));
}

/** Rings take one another in again and again; the ids seen end a walk that would turn in a circle. */
async function followSuccessors(rings: RingStore, start: Ring): Promise<Ring> {
  const seen = new Set([start.id]);
  let ring = start;
  while (ring.status === 'DISSOLVED' && ring.successor !== undefined && !seen.has(ring.successor)) {
    seen.add(ring.successor);
    const next = await rings.ring(ring.successor);
    if (next === null) break;
    ring = next;
  }
  return ring;
}

/** A ring as it was on a date: as the last published run that looked at a moment not after it saw it. */
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { TimePoint } from '../domain/time-point.ts';
import type { ResolvedRing } from './find-ring.ts';
import type { RingPicture, RingStore } from './ports/case-store.ts';
import { type Reader, refusal } from './reader.ts';

/** A date and a run both name a picture; a run knows exactly. */
export type When = { readonly asOf: TimePoint } | { readonly runId: string };

/** Null where the ring was not known yet. */
export async function showRingAt(
  { principal, rings }: Reader,
  ring: ResolvedRing,
  when: When,
): Promise<Result<RingPicture | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await pictureAt(rings, ring, when));
}

/** Asked for by the id of a ring that has ended since, it is that ring as long as it was there. */
export async function pictureAt(
  rings: RingStore,
  { id, formerId }: Pick<ResolvedRing, 'id' | 'formerId'>,
  when: When,
): Promise<RingPicture | null> {
  if (formerId !== undefined) {
    const former = await rings.picture(formerId, when);
    if (former !== null && former.ring.status !== 'DISSOLVED') return former;
  }
  return rings.picture(id, when);
}

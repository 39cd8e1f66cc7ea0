/** How a ring came to be what it is: everything that happened to it, oldest first, and the run it was last seen in. */
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { RingChange } from '../domain/ring-change.ts';
import { type Reader, refusal } from './reader.ts';

export type RingHistory = {
  readonly changes: readonly RingChange[];
  /** The last published run the ring was seen in. */
  readonly lastRun: DetectionRun | null;
};

export async function traceRing({ principal, rings }: Reader, id: string): Promise<Result<RingHistory, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const [changes, picture] = await Promise.all([rings.changesOf(id), rings.lastPicture(id)]);
  return ok({ changes, lastRun: picture?.run ?? null });
}

/**
 * What happens to rings, as runs are published, here or elsewhere; of all, or of one and of the ring that goes on where
 * it ended in another.
 */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { findRing } from '../find-ring.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { ChangeFeed, NumberedChange } from '../ports/change-feed.ts';
import { refusal } from '../reader.ts';
import { type Follower, followLog } from './follow-log.ts';

type Request = { readonly ringId: string | null; readonly after: string | null };
type Sources = Follower & { readonly feed: ChangeFeed; readonly rings: RingStore };
type Changes = AsyncGenerator<NumberedChange, void>;

export async function followRings(
  { feed, rings, ...follower }: Sources,
  principal: Principal,
  { ringId, after }: Request,
): Promise<Result<Changes, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const heirOf = async (id: string): Promise<string | null> => {
    const found = await findRing({ principal, rings }, id);
    return found.ok ? (found.value?.id ?? null) : null;
  };
  const heir = ringId === null ? null : await heirOf(ringId);
  if (ringId !== null && heir === null) return fail(failure('NOT_FOUND', `There is no ring ${ringId}.`));
  const log = { last: feed.lastRingChange, after: feed.ringChangesAfter };
  const followed = await followLog(follower, log, after);
  return followed.ok && ringId !== null ? ok(only(followed.value, [ringId, heir ?? ringId], heirOf)) : followed;
}

async function* only(
  changes: Changes,
  ids: readonly string[],
  heirOf: (id: string) => Promise<string | null>,
): Changes {
  const followed = new Set(ids);
  for await (const entry of changes) {
    const { ringId, others } = entry.change;
    if (!followed.has(ringId)) continue;
    yield entry;
    if (others.length > 0) followed.add((await heirOf(ringId)) ?? ringId);
  }
}

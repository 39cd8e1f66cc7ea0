/** What happens to rings, as runs are published, here or elsewhere; of one ring, or of all. */
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ChangeFeed, NumberedChange } from '../ports/change-feed.ts';
import { refusal } from '../reader.ts';
import { type Follower, followLog } from './follow-log.ts';

type Request = { readonly ringId: string | null; readonly after: string | null };

export async function followRings(
  { feed, ...follower }: Follower & { readonly feed: ChangeFeed },
  principal: Principal,
  { ringId, after }: Request,
): Promise<Result<AsyncGenerator<NumberedChange, void>, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const log = { last: feed.lastRingChange, after: feed.ringChangesAfter };
  const followed = await followLog(follower, log, after);
  return followed.ok && ringId !== null ? ok(only(followed.value, ringId)) : followed;
}

async function* only(changes: AsyncGenerator<NumberedChange, void>, ringId: string) {
  for await (const entry of changes) if (entry.change.ringId === ringId) yield entry;
}

/**
 * What happens to rings, as runs are published, here or elsewhere; of all, or of one and of the ring that goes on where
 * it ended in another.
 */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { ChangeFeed, NumberedChange } from '../ports/change-feed.ts';
import { refusal } from '../reader.ts';
import { type Follower, followLog } from './follow-log.ts';

type Request = { readonly ringId: string | null; readonly after: string | null };
type Sources = Follower & { readonly feed: ChangeFeed; readonly rings: RingStore };
type Line = Pick<Sources, 'feed' | 'rings'>;
type Changes = AsyncGenerator<NumberedChange, void>;

export async function followRings(
  { feed, rings, ...follower }: Sources,
  principal: Principal,
  { ringId, after }: Request,
): Promise<Result<Changes, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  if (ringId !== null && (await rings.ring(ringId)) === null) {
    return fail(failure('NOT_FOUND', `There is no ring ${ringId}.`));
  }
  const log = { last: feed.lastRingChange, after: feed.ringChangesAfter };
  const followed = await followLog(follower, log, after);
  if (!followed.ok || ringId === null) return followed;
  const start = after === null ? Number.MAX_SAFE_INTEGER : Number(after);
  const idsAt = (id: string, number: number) => idsOfLine({ feed, rings }, id, number);
  return ok(only(followed.value, await idsAt(ringId, start), idsAt));
}

/**
 * The ids under which a ring went on, up to an entry of the log: who comes back from a break hears of each ring in
 * between, as whoever stayed did, and of none before it was the one.
 */
async function idsOfLine({ feed, rings }: Line, id: string, number: number): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !ids.has(next); ) {
    ids.add(next);
    const ring: Ring | null = await rings.ring(next);
    const hasEnded = ring?.status === 'DISSOLVED' && (await feed.lastChangeOf(ring.id)) <= number;
    next = hasEnded ? ring.successor : undefined;
  }
  return [...ids];
}

async function* only(
  changes: Changes,
  ids: readonly string[],
  idsAt: (id: string, number: number) => Promise<readonly string[]>,
): Changes {
  const followed = new Set(ids);
  for await (const entry of changes) {
    const { ringId, others } = entry.change;
    if (!followed.has(ringId)) continue;
    yield entry;
    if (others.length > 0) for (const id of await idsAt(ringId, entry.number)) followed.add(id);
  }
}

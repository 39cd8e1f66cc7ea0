/**
 * Rings as they are shown outside of Clewline, where nobody sees the verdicts: none that was dismissed, and of the
 * others only members whom nobody found to be uninvolved.
 */
import { entityKey } from '../../domain/entity-key.ts';
import type { Ring } from '../../domain/ring.ts';
import type { Verdicts } from '../../domain/verdict.ts';

export async function* shownRings(rings: AsyncIterable<Ring>, { rings: judged, members }: Verdicts) {
  for await (const ring of rings) {
    const verdict = judged.get(ring.id);
    if (verdict?.verdict === 'DISMISSED' && verdict.outdatedBy === null) continue;
    yield withoutCleared(ring, members.get(ring.id));
  }
}

function withoutCleared(ring: Ring, judged: ReturnType<Verdicts['members']['get']>): Ring {
  const members = ring.members.filter((member) => judged?.get(entityKey(member))?.verdict !== 'NOT_INVOLVED');
  return { ...ring, members, size: ring.size - (ring.members.length - members.length) };
}

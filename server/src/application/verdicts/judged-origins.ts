/** The rings that one took in or came out of, and theirs in turn, as far as somebody judged them or a member of them. */
import type { Ring } from '../../domain/ring.ts';
import type { RingStore } from '../ports/case-store.ts';

/** `judged`: by ring id. */
export async function judgedOrigins(
  rings: RingStore,
  ringId: string,
  judged: ReadonlyMap<string, unknown>,
): Promise<readonly Ring[]> {
  if ([...judged.keys()].every((id) => id === ringId)) return [];
  const found = new Set([ringId]);
  for (const id of found) {
    for (const { type, others, joined } of await rings.changesOf(id)) {
      if ((type === 'MERGED' || type === 'SPLIT') && joined.length > 0) for (const other of others) found.add(other);
    }
  }
  found.delete(ringId);
  const known = await Promise.all([...found].filter((id) => judged.has(id)).map((id) => rings.ring(id)));
  return known.flatMap((ring) => ring ?? []);
}

/** Which rings share members with a ring, and how many. */
import { compareText } from '../domain/compare-text.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { EntityRef } from '../domain/records.ts';
import type { Ring } from '../domain/ring.ts';

export type MemberIndex = ReadonlyMap<string, readonly Ring[]>;
export type Overlap = { readonly ring: Ring; readonly common: number };

export function indexByMember(rings: readonly Ring[]): MemberIndex {
  const found = new Map<string, Ring[]>();
  for (const ring of rings) {
    for (const member of ring.members) {
      const key = entityKey(member);
      const list = found.get(key);
      if (list === undefined) found.set(key, [ring]);
      else list.push(ring);
    }
  }
  return found;
}

/** The one with the most members in common, then the larger share of its own, then the smaller id; null: none has any. */
export function closestBy({ members }: { readonly members: readonly EntityRef[] }, index: MemberIndex): Overlap | null {
  const common = new Map<Ring, number>();
  for (const member of members) {
    for (const ring of index.get(entityKey(member)) ?? []) common.set(ring, (common.get(ring) ?? 0) + 1);
  }
  const ranked = [...common].sort(
    ([a, first], [b, second]) => second - first || a.size - b.size || compareText(a.id, b.id),
  );
  const [best] = ranked;
  return best === undefined ? null : { ring: best[0], common: best[1] };
}

/** What differs between the rings a graph shows and those it shall show. */
import type { ProjectedRing } from '../../application/ports/ring-projection.ts';
import { nodeKey } from './entity-properties.ts';

type Membership = { readonly role: unknown; readonly confidence: unknown };
export type HeldRing = {
  readonly score: unknown;
  readonly severity: unknown;
  readonly summary: unknown;
  /** By the key of the member's node. */
  readonly members: ReadonlyMap<string, Membership>;
};
export type RingRow = Readonly<Record<'id' | 'severity' | 'summary' | 'run', string>> & { readonly score: number };
/** Key of the member, id of the ring, role, confidence, run. */
export type MemberRow = readonly [string, string, string, number, string];

export type ProjectionChanges = {
  readonly rings: { readonly created: readonly RingRow[]; readonly updated: readonly RingRow[] };
  readonly members: { readonly created: readonly MemberRow[]; readonly updated: readonly MemberRow[] };
  /** Ids; their memberships go with them. */
  readonly goneRings: readonly string[];
  /** Key of the member and id of a ring that stays. */
  readonly goneMembers: readonly (readonly [string, string])[];
};

export function projectionChanges(
  held: ReadonlyMap<string, HeldRing>,
  shown: readonly ProjectedRing[],
  run: string,
): ProjectionChanges {
  const rings = { created: [] as RingRow[], updated: [] as RingRow[] };
  const members = { created: [] as MemberRow[], updated: [] as MemberRow[] };
  const goneMembers: [string, string][] = [];
  for (const ring of shown) {
    const { id, score, severity, summary } = ring;
    const was = held.get(id);
    const { created, updated, gone } = memberChanges(was, ring, run);
    for (const row of created) members.created.push(row);
    for (const row of updated) members.updated.push(row);
    for (const key of gone) goneMembers.push([key, id]);
    const row = { id, score, severity, summary, run };
    if (was === undefined) rings.created.push(row);
    else if (!isSame(was, ring)) rings.updated.push(row);
  }
  const kept = new Set(shown.map(({ id }) => id));
  const goneRings = [...held.keys()].filter((id) => !kept.has(id));
  return { rings, members, goneRings, goneMembers };
}

const isSame = (was: HeldRing, { score, severity, summary }: ProjectedRing): boolean =>
  was.score === score && was.severity === severity && was.summary === summary;

function memberChanges(was: HeldRing | undefined, { id, members }: ProjectedRing, run: string) {
  const created: MemberRow[] = [];
  const updated: MemberRow[] = [];
  const left = new Set(was?.members.keys());
  for (const { role, confidence, ...ref } of members) {
    const key = nodeKey(ref);
    left.delete(key);
    const before = was?.members.get(key);
    const row: MemberRow = [key, id, role, confidence, run];
    if (before === undefined) created.push(row);
    else if (before.role !== role || before.confidence !== confidence) updated.push(row);
  }
  return { created, updated, gone: [...left] };
}

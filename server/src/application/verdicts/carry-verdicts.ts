/**
 * What a published run does to the verdicts that hold: they travel along the lineage to the ring that goes on, and one
 * that new evidence outdates says what changed, and opens the ring again.
 */
import { entityKey } from '../../domain/entity-key.ts';
import { materialChange } from '../../domain/material-change.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import type { RingVerdict, VerdictBasis } from '../../domain/verdict.ts';

type Published = {
  readonly rings: readonly Ring[];
  readonly ended: readonly Ring[];
  readonly changes: readonly RingChange[];
};

/** The verdicts to add. */
export function carryVerdicts(
  held: ReadonlyMap<string, RingVerdict>,
  { rings, ended, changes }: Published,
): readonly RingVerdict[] {
  const origins = new Map(ended.flatMap(({ id, successor }) => (successor === undefined ? [] : [[successor, id]])));
  for (const { type, ringId, others, joined } of changes) {
    if (type === 'SPLIT' && joined.length > 0 && others[0] !== undefined) origins.set(ringId, others[0]);
  }
  return rings.flatMap((ring) => {
    const own = held.get(ring.id);
    const verdict = own ?? inherited(held.get(origins.get(ring.id) ?? ''), ring);
    if (verdict === undefined) return [];
    const outdatedBy = newsSince(verdict, ring);
    if (own !== undefined && outdatedBy === own.outdatedBy) return [];
    // Once open again it stays so, until somebody judges anew.
    if (own !== undefined && outdatedBy === null) return [];
    return [{ ...verdict, outdatedBy }];
  });
}

/** What is new of a ring since it was judged so, as a sentence; null where nothing material is, or nobody has concluded. */
export const newsSince = (judged: Pick<RingVerdict, 'verdict' | 'basis'>, ring: Ring): string | null =>
  judged.verdict === 'IN_REVIEW' ? null : materialChange(basisFor(judged), ring);

/** What was confirmed counts as known fraud in the next run and raises the ring by itself: no news. */
const basisFor = ({ verdict, basis }: Pick<RingVerdict, 'verdict' | 'basis'>): VerdictBasis =>
  verdict === 'CONFIRMED' ? { ...basis, severity: 'CRITICAL' } : basis;

/** Of a ring that came out of another, those were judged that it has of that one: a stranger among them is news. */
function inherited(verdict: RingVerdict | undefined, ring: Ring): RingVerdict | undefined {
  if (verdict === undefined) return undefined;
  const here = new Set(ring.members.map(entityKey));
  const members = verdict.basis.members.filter((key) => here.has(key));
  return { ...verdict, ringId: ring.id, inheritedFrom: verdict.ringId, basis: { ...verdict.basis, members } };
}

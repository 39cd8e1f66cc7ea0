/**
 * What becomes of rings when a share of the links leads elsewhere. Untouched: no changed link ends at a member or a
 * shared identifier. Kept: found again under its id with nearly the same members. A loss has one cause, looked for in
 * the order of CAUSES when asked, which takes another run.
 */
import { createHash } from 'node:crypto';
import type { SeedRecord } from '../../seed/src/main.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { assignRingIds } from '../../server/src/detection/identity.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { type DetectionOutcome, detectRings } from '../../server/src/detection/pipeline.ts';
import { SCOPE } from '../../server/src/detection/scope.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Ring, RingCandidate } from '../../server/src/domain/ring.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { changeLinks } from './changed-links.ts';
import { toColumns } from './seed-columns.ts';

export const CAUSES = {
  norms: 'what the whole marketplace is measured against: kept where the norms of the earlier run are held',
  newTie: 'an account came in that a changed link ties to it',
  neighbours: 'changed links among accounts around it: it was joined, parted, cut or chosen otherwise',
} as const;
export type Cause = keyof typeof CAUSES;
export type LostRing = { readonly before: Ring; readonly after: Ring | null; readonly cause: () => Cause };
export type Change = { readonly untouched: number; readonly lost: readonly LostRing[] };

const SAME = 0.95;

/** Each call of the answer draws its own changes to the same marketplace. */
export function createTrial(records: readonly SeedRecord[], share: number): (draw: number) => Change {
  const first = detect(toColumns(records));
  const before = named(first.candidates, []);
  return (draw) => {
    const changed = changeLinks(records, share, seeded(draw));
    const columns = toColumns(changed.records);
    const isTouched = (ring: Ring): boolean =>
      [...ring.members, ...ring.identifiers].some((ref) => changed.touched.has(entityKey(ref)));
    const untouched = before.filter((ring) => !isTouched(ring));
    const laterOf = laterRings(detect(columns).candidates, before);
    const lost = untouched.filter((ring) => !isKept(ring, laterOf(ring)));
    let held: ((ring: Ring) => Ring | null) | undefined;
    const causeOf = (ring: Ring): Cause => {
      held ??= laterRings(detect(columns, first).candidates, before);
      const after = laterOf(ring);
      if (isKept(ring, held(ring))) return 'norms';
      return after !== null && comers(ring, after).some((key) => changed.touched.has(key)) ? 'newTie' : 'neighbours';
    };
    return {
      untouched: untouched.length,
      lost: lost.map((ring) => ({ before: ring, after: laterOf(ring), cause: () => causeOf(ring) })),
    };
  };
}

/** By its own norms, or by those of an earlier run. */
function detect(columns: GraphColumns, earlier?: DetectionOutcome): DetectionOutcome {
  const scope = new Uint8Array(columns.entities.length).fill(SCOPE.inside);
  const within = earlier && { norms: earlier.norms, scope };
  return detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0, ...(within && { within }) });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const named = (candidates: readonly RingCandidate[], previous: readonly Ring[]): readonly Ring[] =>
  assignRingIds(candidates, { previous, issued: new Set(previous.map(({ id }) => id)), sha256 });

function laterRings(candidates: readonly RingCandidate[], before: readonly Ring[]): (ring: Ring) => Ring | null {
  const byId = new Map(named(candidates, before).map((ring) => [ring.id, ring]));
  return ({ id }) => byId.get(id) ?? null;
}

function isKept(before: Ring, after: Ring | null): boolean {
  if (after === null) return false;
  const common = after.size - comers(before, after).length;
  return common / (before.size + after.size - common) >= SAME;
}

function comers(before: Ring, after: Ring): readonly string[] {
  const known = new Set(before.members.map(entityKey));
  return after.members.map(entityKey).filter((key) => !known.has(key));
}

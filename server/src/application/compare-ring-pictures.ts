/** What changed of one ring between two dates or runs: members, links, evidence, score. */
import { entityKey } from '../domain/entity-key.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { DrawnLink } from '../domain/graph-view.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Evidence, RingMember } from '../domain/ring.ts';
import { entitiesOfRing } from './draw-ring.ts';
import { DRAWN_LINKS_LIMIT } from './explore-neighbourhood.ts';
import type { ResolvedRing } from './find-ring.ts';
import type { RingPicture, RingStore } from './ports/case-store.ts';
import { type Reader, refusal } from './reader.ts';
import { pictureAt, type When } from './show-ring-at.ts';

export type RingDiff = {
  /** Null where the ring was not known yet: everything is new. */
  readonly from: RingPicture | null;
  readonly to: RingPicture;
  readonly joined: readonly RingMember[];
  readonly left: readonly RingMember[];
  readonly kept: readonly RingMember[];
  readonly linksGained: readonly DrawnLink[];
  readonly linksLost: readonly DrawnLink[];
  readonly linksKept: readonly DrawnLink[];
  /** More links than are compared at once: those beyond are in none of the three. */
  readonly truncated: boolean;
  readonly evidenceGained: readonly Evidence[];
  readonly evidenceLost: readonly Evidence[];
};
/** `fromRing`: the ring to compare with, where this one goes on from it or came out of it; default: itself. */
export type Span = { readonly from: When; readonly fromRing?: string; readonly to: When };

/**
 * Null where the ring was not known at the later of the two. Where it was known at the earlier one and no picture is
 * kept from then, that is no beginning to compare with: not everything is new.
 */
export async function compareRingPictures(
  { principal, rings, graph }: Reader,
  ring: ResolvedRing,
  span: Span,
): Promise<Result<RingDiff | null, Failure>> {
  const refused = refusal(principal, 'readRings') ?? refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const earlier = span.fromRing === undefined ? ring : { id: span.fromRing };
  const [from, to] = await Promise.all([pictureAt(rings, earlier, span.from), pictureAt(rings, ring, span.to)]);
  if (to === null) return ok(null);
  const missing = from === null ? await missingPicture(rings, earlier.id, span.from) : null;
  if (missing !== null) return fail(missing);
  if (from !== null && (from.run.asOf ?? 0) > (to.run.asOf ?? 0)) {
    return fail(failure('INVALID_ARGUMENT', 'from must not be after to.'));
  }
  const [before, after] = [drawnIn(from), drawnIn(to)];
  const refs = new Map(
    [...(from ? entitiesOfRing(from.ring) : []), ...entitiesOfRing(to.ring)].map((ref) => [entityKey(ref), ref]),
  );
  const among = await graph.linksAmong([...refs.values()], { limit: DRAWN_LINKS_LIMIT + 1 });
  const links = among.slice(0, DRAWN_LINKS_LIMIT);
  return ok({
    from,
    to,
    ...compareMembers(from?.ring.members ?? [], to.ring.members),
    linksGained: links.filter((link) => after(link) && !before(link)),
    linksLost: links.filter((link) => before(link) && !after(link)),
    linksKept: links.filter((link) => before(link) && after(link)),
    truncated: among.length > DRAWN_LINKS_LIMIT,
    evidenceGained: missingFrom(from?.ring.evidence ?? [], to.ring.evidence),
    evidenceLost: missingFrom(to.ring.evidence, from?.ring.evidence ?? []),
  });
}

/** Null where it was not known yet, or a trial did not find it. */
async function missingPicture(rings: RingStore, id: string, when: When): Promise<Failure | null> {
  const run = 'runId' in when ? await rings.run(when.runId) : null;
  if ('runId' in when && run === null) return failure('NOT_FOUND', `There is no run ${when.runId}.`);
  if (run?.published === false) return null;
  const moment = 'asOf' in when ? when.asOf : run?.asOf;
  const [first] = await rings.changesOf(id);
  if (first === undefined || first.at > (moment ?? 0)) return null;
  const why = 'it was not active, or what was kept of it is removed by now';
  return failure('NOT_FOUND', `There is no picture of ${id} from then: ${why}. Choose another day or run.`);
}

/** Whether a link was in the ring's picture: both ends were, and it had been seen and not yet removed. */
function drawnIn(picture: RingPicture | null): (link: DrawnLink) => boolean {
  if (picture === null) return () => false;
  const there = new Set(entitiesOfRing(picture.ring).map(entityKey));
  const asOf = picture.run.asOf ?? Number.POSITIVE_INFINITY;
  return ({ from, to, firstSeen, removedAt }) =>
    there.has(entityKey(from)) &&
    there.has(entityKey(to)) &&
    (firstSeen ?? 0) <= asOf &&
    (removedAt === null || removedAt > asOf);
}

function compareMembers(before: readonly RingMember[], after: readonly RingMember[]) {
  const known = new Set(before.map(entityKey));
  const stayed = new Set(after.map(entityKey));
  return {
    joined: after.filter((member) => !known.has(entityKey(member))),
    left: before.filter((member) => !stayed.has(entityKey(member))),
    kept: after.filter((member) => known.has(entityKey(member))),
  };
}

/** One piece of evidence is the same as long as it is of one kind and about the same things, whatever its numbers. */
function missingFrom(a: readonly Evidence[], b: readonly Evidence[]): readonly Evidence[] {
  const keyOf = ({ type, entities }: Evidence): string => JSON.stringify([type, ...entities.map(entityKey).sort()]);
  const known = new Set(a.map(keyOf));
  return b.filter((evidence) => !known.has(keyOf(evidence)));
}

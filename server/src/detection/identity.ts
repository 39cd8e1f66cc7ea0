/**
 * Lasting ids. A ring seen before keeps its id: best one-to-one match with the earlier picture by Jaccard ≥ 0.3 on
 * members, core members counted twice (Greene, Doyle & Cunningham, ASONAM 2010; 0.3 kept 94 / 89 / 92 / 69 % of
 * identities on their four scenarios). A new ring's id is a hash of its sorted members and its main evidence, so
 * that equal data give equal ids in any store.
 */
import { compareText } from '../domain/compare-text.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { Ring, RingCandidate, RingMember } from '../domain/ring.ts';
import { indexByMember } from './overlap.ts';

export type Identities = {
  /** Rings as last seen: the earlier picture, with sleeping rings and those that went into others (lineage.ts). */
  readonly previous: readonly Ring[];
  /** Every id ever issued. */
  readonly issued: ReadonlySet<string>;
  /** Lower-case hex SHA-256. */
  readonly sha256: (text: string) => string;
};

const SAME_RING = 0.3;
const HASH_LENGTH = 20;

/** In the order of the candidates. */
export function assignRingIds(candidates: readonly RingCandidate[], identities: Identities): Ring[] {
  const carried = carryOver(candidates, identities.previous);
  const taken = new Set(identities.previous.map(({ id }) => id));
  return candidates.map((candidate, i) => {
    const id = carried.get(i) ?? newId(candidate, taken, identities);
    taken.add(id);
    return { id, status: 'ACTIVE', ...candidate };
  });
}

/**
 * The counter tells apart rings that began with the same members and evidence: one that has since grown into
 * something else and keeps its id, and one that is new. An id no living ring holds may be issued again to exactly
 * the same members and evidence: it is that ring (a trial before the published run, say).
 */
function newId(candidate: RingCandidate, taken: ReadonlySet<string>, { issued, sha256 }: Identities): string {
  const base = JSON.stringify([candidate.members.map(entityKey).sort(compareText), mainEvidence(candidate)]);
  for (let counter = 0; ; counter++) {
    const id = `rng_${sha256(`${base}#${counter}`).slice(0, HASH_LENGTH)}`;
    if (!taken.has(id) && (counter === 0 || !issued.has(id))) return id;
  }
}

/** The rarest shared identifier, else the typology, else the strongest kind of evidence. */
function mainEvidence({ identifiers, typologies, evidence }: RingCandidate): string {
  const rarest = [...identifiers].sort(
    (a, b) => a.accounts - b.accounts || b.sharedBy - a.sharedBy || compareText(entityKey(a), entityKey(b)),
  )[0];
  return rarest ? entityKey(rarest) : (typologies[0]?.code ?? evidence[0]?.type ?? '');
}

type Match = { readonly candidate: number; readonly ring: Ring; readonly similarity: number };

function carryOver(candidates: readonly RingCandidate[], previous: readonly Ring[]): ReadonlyMap<number, string> {
  const ringsOf = indexByMember(previous);
  const matches = candidates.flatMap((candidate, i): Match[] =>
    [...new Set(candidate.members.flatMap((member) => ringsOf.get(entityKey(member)) ?? []))].map((ring) => ({
      candidate: i,
      ring,
      similarity: similarity(candidate.members, ring.members),
    })),
  );
  matches.sort(
    (a, b) =>
      b.similarity - a.similarity ||
      Number(b.ring.status === 'ACTIVE') - Number(a.ring.status === 'ACTIVE') ||
      b.ring.size - a.ring.size ||
      compareText(a.ring.id, b.ring.id) ||
      a.candidate - b.candidate,
  );
  const carried = new Map<number, string>();
  const used = new Set<string>();
  for (const { candidate, ring, similarity } of matches) {
    if (similarity < SAME_RING) break;
    if (carried.has(candidate) || used.has(ring.id)) continue;
    carried.set(candidate, ring.id);
    used.add(ring.id);
  }
  return carried;
}

/** Weighted Jaccard: a member counts two where it is core, else one; by the smaller weight in common. */
function similarity(a: readonly RingMember[], b: readonly RingMember[]): number {
  const weight = ({ role }: RingMember): number => (role === 'CORE' || role === 'ORGANISER' ? 2 : 1);
  const other = new Map(b.map((member) => [entityKey(member), weight(member)]));
  let common = 0;
  let all = b.reduce((sum, member) => sum + weight(member), 0);
  for (const member of a) {
    const known = other.get(entityKey(member));
    common += known === undefined ? 0 : Math.min(known, weight(member));
    all += known === undefined ? weight(member) : Math.max(0, weight(member) - known);
  }
  return all === 0 ? 0 : common / all;
}

/**
 * What changed between two published pictures. Identity is carried by ids; where an id ended or began, a containment
 * |A∩B| / min(|A|,|B|) of one half says into what it was merged or out of what it was split, after Greene, Doyle and
 * Cunningham (ASONAM 2010), with the threshold their reference tool advises for steady membership.
 */
import type { RingChanges } from '../domain/detection-run.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { Ring } from '../domain/ring.ts';

const CONTAINMENT = 0.5;

export type RingComparison = {
  readonly changes: RingChanges;
  /** Rings of the earlier picture that the later one no longer finds: asleep, or gone into another ring. */
  readonly ended: readonly Ring[];
};

/** `earlier` may hold sleeping rings; they are neither counted as lost again nor, when they wake, as born. */
export function compareRings(earlier: readonly Ring[], later: readonly Ring[]): RingComparison {
  const before = new Map(earlier.map((ring) => [ring.id, ring]));
  const after = new Map(later.map((ring) => [ring.id, ring]));
  const active = earlier.filter((ring) => ring.status === 'ACTIVE');
  const surroundings = { before: ringsByMember(active), after };
  const found = later.map((ring) => changeOf(ring, before.get(ring.id), surroundings));
  const ringsAfter = ringsByMember(later);
  const lost = earlier.filter((ring) => !after.has(ring.id));
  const ended = lost.map((ring) => end(ring, ringsAfter));
  const endings = lost.map((ring, i) => (ring.status === 'ACTIVE' ? endingOf(ended[i]?.status) : null));
  const changes = { born: 0, grown: 0, shrunk: 0, merged: 0, split: 0, dormant: 0 };
  for (const change of [...found, ...endings]) if (change !== null) changes[change] += 1;
  return { changes, ended };
}

type Change = keyof RingChanges;
type Surroundings = { readonly before: RingsByMember; readonly after: ReadonlyMap<string, Ring> };

function changeOf(ring: Ring, known: Ring | undefined, { before, after }: Surroundings): Change | null {
  if (known === undefined) return isContained(ring, before, after) ? 'split' : 'born';
  if (known.status !== 'ACTIVE' || ring.size === known.size) return null;
  return ring.size > known.size ? 'grown' : 'shrunk';
}

const endingOf = (status: Ring['status'] | undefined): Change => (status === 'DISSOLVED' ? 'merged' : 'dormant');

function end(ring: Ring, ringsAfter: RingsByMember): Ring {
  if (ring.status !== 'ACTIVE') return ring;
  return { ...ring, status: isContained(ring, ringsAfter, null) ? 'DISSOLVED' : 'DORMANT' };
}

type RingsByMember = ReadonlyMap<string, readonly Ring[]>;

function ringsByMember(rings: readonly Ring[]): RingsByMember {
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

/** Whether the ring overlaps enough with one of the others, which must live on in `alive` where that is given. */
function isContained(ring: Ring, others: RingsByMember, alive: ReadonlyMap<string, Ring> | null): boolean {
  const shared = new Map<Ring, number>();
  for (const member of ring.members) {
    for (const other of others.get(entityKey(member)) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  return [...shared].some(
    ([other, count]) =>
      count / Math.min(ring.size, other.size) >= CONTAINMENT && (alive === null || alive.has(other.id)),
  );
}

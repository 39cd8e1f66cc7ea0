/**
 * What happened to every ring between two published pictures. Identity is carried by ids (identity.ts); where an id
 * ended or began, containment says into which ring it went or out of which it came: half of the ended ring in one
 * that lives on is a merger, half of a new ring out of one that was there is a split (Greene, Doyle & Cunningham,
 * ASONAM 2010). Rings may share members here: who is still in the old ring did not come out of it. What detection no longer finds is carried on for 90 days of the data's own time, so that a ring that
 * pauses, or comes out of another again, has its old id.
 */
import type { RingChanges } from '../domain/detection-run.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { EntityRef } from '../domain/records.ts';
import type { Ring } from '../domain/ring.ts';
import type { RingChange, RingChangeType } from '../domain/ring-change.ts';
import { DAY_MS, millisecondsOf, type TimePoint } from '../domain/time-point.ts';
import { closestBy, indexByMember, type MemberIndex } from './overlap.ts';

const HALF = 0.5;
export const FRONT_DAYS = 90;

/** The run that found the later picture, and the moment it looked at. */
export type Moment = { readonly runId: string; readonly at: TimePoint };
/** `returned`: ids of rings that ended too long ago to be in the earlier picture, and are the very same again. */
type Following = Moment & { readonly returned?: ReadonlySet<string> };
export type Lineage = {
  readonly changes: readonly RingChange[];
  readonly counts: RingChanges;
  /** Rings of the earlier picture that the later one does not find, as they go on: asleep, or gone for good. */
  readonly ended: readonly Ring[];
};

type Draft = Omit<RingChange, 'runId' | 'at'> & { readonly counted?: keyof RingChanges };

/** `earlier`: the last published picture, with the rings it carried on. */
export function followRings(earlier: readonly Ring[], later: readonly Ring[], following: Following): Lineage {
  const { returned = new Set(), ...moment } = following;
  const carried = frontAt(earlier, moment.at);
  const before = new Map(carried.map((ring) => [ring.id, ring]));
  const after = new Map(later.map((ring) => [ring.id, ring]));
  const active = carried.filter((ring) => ring.status === 'ACTIVE');
  const surroundings = {
    before,
    after,
    returned,
    activeBefore: indexByMember(active),
    activeAfter: indexByMember(later),
  };
  const lost = carried.filter(({ id }) => !after.has(id)).map((ring) => end(ring, surroundings, moment));
  const drafts = [...later.flatMap((ring) => changesOf(ring, surroundings)), ...lost.flatMap(({ changes }) => changes)];
  return {
    changes: drafts.map(({ counted: _, ...draft }) => ({ ...draft, ...moment })),
    counts: count(drafts),
    ended: lost.map(({ ring }) => ring),
  };
}

/** The rings of a picture that identity may still be carried over from: not those that ended too long ago. */
export const frontAt = (picture: readonly Ring[], at: TimePoint): readonly Ring[] =>
  picture.filter(({ status, endedAt }) => {
    return status !== 'DISSOLVED' || (endedAt !== undefined && daysBetween(endedAt, at) <= FRONT_DAYS);
  });

const daysBetween = (from: TimePoint, to: TimePoint): number => (millisecondsOf(to) - millisecondsOf(from)) / DAY_MS;

function count(drafts: readonly Draft[]): RingChanges {
  const counts = { born: 0, grown: 0, shrunk: 0, merged: 0, split: 0, dormant: 0 };
  for (const { counted } of drafts) if (counted) counts[counted] += 1;
  return counts;
}

type Surroundings = {
  readonly returned: ReadonlySet<string>;
  readonly before: ReadonlyMap<string, Ring>;
  readonly after: ReadonlyMap<string, Ring>;
  readonly activeBefore: MemberIndex;
  readonly activeAfter: MemberIndex;
};

function changesOf(ring: Ring, surroundings: Surroundings): readonly Draft[] {
  const known = surroundings.before.get(ring.id);
  if (known?.status === 'ACTIVE') return growthOf(known, ring);
  const origin = originOf(ring, surroundings);
  if (origin !== null) return splitOff(ring, origin, surroundings);
  const counted = `${ring.size} members`;
  if (surroundings.returned.has(ring.id)) {
    const statement = `Active again after more than ${FRONT_DAYS} days, with the ${counted} it had when it was first found.`;
    return [draft('REVIVED', ring, { statement })];
  }
  if (known === undefined) {
    return [draft('BORN', ring, { joined: ring.members, statement: `First found, with ${counted}.`, counted: 'born' })];
  }
  const difference = differenceOf(known, ring);
  return [draft('REVIVED', ring, { ...difference, statement: `Active again, with ${counted}.` })];
}

function growthOf(before: Ring, after: Ring): readonly Draft[] {
  const { joined, left } = differenceOf(before, after);
  const now = `now ${after.size} members.`;
  const grew = (statement: string, gone: readonly EntityRef[]): Draft =>
    draft('GREW', after, { joined, left: gone, statement, counted: 'grown' });
  const shrank = (statement: string, come: readonly EntityRef[]): Draft =>
    draft('SHRANK', after, { joined: come, left, statement, counted: 'shrunk' });
  if (joined.length === 0 && left.length === 0) return [];
  if (left.length === 0) return [grew(`${joined.length} joined: ${now}`, [])];
  if (joined.length === 0) return [shrank(`${left.length} left: ${now}`, [])];
  const both = `${joined.length} joined, ${left.length} left: ${now}`;
  if (after.size > before.size) return [grew(both, left)];
  if (after.size < before.size) return [shrank(both, joined)];
  const still = `still ${after.size} members.`;
  return [
    grew(`${joined.length} joined while ${left.length} left: ${still}`, []),
    shrank(`${left.length} left while ${joined.length} joined: ${still}`, []),
  ];
}

/** The active ring of the earlier picture that half of a ring, new or found again, was part of and is no longer. */
function originOf(ring: Ring, surroundings: Surroundings): Ring | null {
  const { activeBefore, after } = surroundings;
  const origin = closestBy(ring, activeBefore)?.ring ?? null;
  if (origin === null || movedFrom(origin, ring, after).length / ring.size < HALF) return null;
  // One that ends in this very ring is told of as a merger.
  return !after.has(origin.id) && heirOf(origin, surroundings)?.id === ring.id ? null : origin;
}

/** Where half of a ring that ended goes on. */
function heirOf(ring: Ring, { activeAfter }: Surroundings): Ring | null {
  const closest = closestBy(ring, activeAfter);
  return closest !== null && closest.common / ring.size >= HALF ? closest.ring : null;
}

/** Who was in the one, is in the other, and is not in what the first has become. */
function movedFrom(origin: Ring, ring: Ring, after: Surroundings['after']): readonly EntityRef[] {
  const rest = after.get(origin.id);
  const shared = sharedMembers(origin, ring);
  return rest === undefined ? shared : missingFrom(rest, { members: shared });
}

function splitOff(ring: Ring, origin: Ring, { before, after }: Surroundings): readonly Draft[] {
  const known = before.get(ring.id);
  const again = known === undefined ? '' : ' again, under its old id';
  const joined = known === undefined ? ring.members : differenceOf(known, ring).joined;
  const left = known === undefined ? [] : differenceOf(known, ring).left;
  const statement = `Came out of ${origin.id}${again}, with ${ring.size} members.`;
  const own = draft('SPLIT', ring, { joined, left, others: [origin.id], statement, counted: 'split' });
  const rest = after.get(origin.id);
  if (rest === undefined) return [own];
  const moved = movedFrom(origin, ring, after);
  const told = `${moved.length} of its members went into a ring of their own: ${ring.id}.`;
  return [own, draft('SPLIT', origin, { left: moved, others: [ring.id], statement: told })];
}

type Ending = { readonly ring: Ring; readonly changes: readonly Draft[] };

function end(ring: Ring, surroundings: Surroundings, moment: Moment): Ending {
  if (ring.status === 'ACTIVE') return endActive(ring, surroundings, moment);
  const slept = ring.endedAt === undefined ? 0 : daysBetween(ring.endedAt, moment.at);
  if (ring.status === 'DISSOLVED' || slept <= FRONT_DAYS) return { ring, changes: [] };
  const statement = `Not found for more than ${FRONT_DAYS} days.`;
  return {
    ring: { ...ring, status: 'DISSOLVED' },
    changes: [draft('DISSOLVED', ring, { left: ring.members, statement })],
  };
}

function endActive(ring: Ring, surroundings: Surroundings, { at }: Moment): Ending {
  const heir = heirOf(ring, surroundings);
  if (heir !== null) return mergeInto(ring, heir, at);
  const parts = [...surroundings.after.values()].filter((part) => {
    const isNew = surroundings.before.get(part.id)?.status !== 'ACTIVE';
    return isNew && originOf(part, surroundings)?.id === ring.id;
  });
  if (parts.length > 0) return fallApart(ring, parts, at);
  const statement = 'No longer found; its id waits for it.';
  return {
    ring: { ...ring, status: 'DORMANT', endedAt: at },
    changes: [draft('DORMANT', ring, { left: ring.members, statement, counted: 'dormant' })],
  };
}

function mergeInto(ring: Ring, heir: Ring, at: TimePoint): Ending {
  const shared = sharedMembers(ring, heir);
  const told = `${shared.length} of its ${ring.size} members are now in ${heir.id}, which goes on.`;
  const taken = `Took in ${ring.id}, with ${shared.length} of its ${ring.size} members.`;
  return {
    ring: { ...ring, status: 'DISSOLVED', endedAt: at, successor: heir.id },
    changes: [
      draft('MERGED', ring, { left: shared, others: [heir.id], statement: told, counted: 'merged' }),
      draft('MERGED', heir, { joined: shared, others: [ring.id], statement: taken }),
    ],
  };
}

function fallApart(ring: Ring, parts: readonly Ring[], at: TimePoint): Ending {
  const ranked = [...parts].sort((a, b) => sharedMembers(ring, b).length - sharedMembers(ring, a).length);
  const others = ranked.map(({ id }) => id);
  const statement = `Came apart into ${others.join(', ')}.`;
  return {
    ring: { ...ring, status: 'DISSOLVED', endedAt: at, ...(others[0] === undefined ? {} : { successor: others[0] }) },
    changes: [draft('SPLIT', ring, { left: ring.members, others, statement })],
  };
}

type Details = Partial<Omit<Draft, 'type' | 'ringId'>> & { readonly statement: string };

const draft = (type: RingChangeType, ring: Ring, details: Details): Draft => ({
  type,
  ringId: ring.id,
  ...details,
  joined: toRefs(details.joined),
  left: toRefs(details.left),
  others: details.others ?? [],
});

const toRefs = (refs: readonly EntityRef[] = []): readonly EntityRef[] => refs.map(({ kind, id }) => ({ kind, id }));

function differenceOf(before: Ring, after: Ring): Pick<RingChange, 'joined' | 'left'> {
  return { joined: missingFrom(before, after), left: missingFrom(after, before) };
}

type Members = { readonly members: readonly EntityRef[] };

/** Members of `b` that `a` does not have. */
function missingFrom(a: Members, b: Members): readonly EntityRef[] {
  const known = new Set(a.members.map(entityKey));
  return b.members.filter((member) => !known.has(entityKey(member)));
}

function sharedMembers(a: Ring, b: Ring): readonly EntityRef[] {
  const known = new Set(b.members.map(entityKey));
  return a.members.filter((member) => known.has(entityKey(member)));
}

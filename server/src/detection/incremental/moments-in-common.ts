/**
 * At which moments of those computed it matters who else was there: where two of them were, and, of whoever was so at
 * as many moments as being in step takes, at all of theirs, since how often a person is anywhere is what chance is
 * judged by; and only where so many acted as the target's popularity does not explain. Nobody else is in step with
 * anybody inside: to know who else bought from a busy shop that evening would be to read most of the marketplace.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { SCOPE } from '../scope.ts';
import { lifeAt, mayBeMoment, profileOf } from '../signals/moments.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import { createMomentsOf, MetMoments, type MomentsOf } from './moments-among.ts';
import type { Overview } from './overview.ts';
import { type LivesByType, readTargetLives } from './target-lives.ts';

export type Popularity = {
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'synchrony' | 'clocks'>;
};

export type InCommon = {
  /** Now and then some more: moments are told apart by a hash. */
  readonly moments: MetMoments;
  /** Of the targets that those computed acted on, by their places. */
  readonly lives: LivesByType;
  /** Entity → its place, −1 for none. */
  readonly placeOf: Int32Array;
};

/** `scope`: account → SCOPE. */
export function momentsInCommon(overview: Overview, scope: Uint8Array, popularity: Popularity): InCommon {
  const { columns } = overview;
  const deeds = deedsInside(overview, scope, popularity.parameters);
  const moments = createMomentsOf(columns.events, popularity.parameters, deeds.event.length);
  const { placeOf, count } = placesOf(overview, deeds);
  const lives = readTargetLives(overview, placeOf, { count, habits: popularity.norms.clocks.events });
  const wanted = wantedMoments(overview, deeds, { moments, parameters: popularity.parameters });
  const isPossible = possibleMoments(overview, { placeOf, lives, wanted }, { moments, popularity });
  const met = new MetMoments(columns, moments);
  for (const e of deeds.event) {
    met.addWhere(e, (moment, startMs) => wanted.isMet(moment) && isPossible(e, moment, startMs));
  }
  return { moments: met, lives, placeOf };
}

/** What those computed did, and who it was. */
type Deeds = { readonly event: Int32Array; readonly person: Int32Array };

function deedsInside(
  { ends, columns, population }: Overview,
  scope: Uint8Array,
  parameters: DetectionParameters,
): Deeds {
  const { actor } = ends;
  const isLookedAt = EVENT_TYPE_LIST.map((type) => windowMsOf(type, parameters) !== null);
  const event = positionsWhere(actor.length, (e) => {
    const account = actor[e] ?? -1;
    return account >= 0 && scope[account] !== SCOPE.outside && (isLookedAt[columns.events.type[e] ?? 0] ?? false);
  });
  return { event, person: event.map((e) => population.personOf[actor[e] ?? 0] ?? 0) };
}

function placesOf({ columns: { events, entities } }: Overview, { event }: Deeds) {
  const placeOf = new Int32Array(entities.length).fill(-1);
  let count = 0;
  for (const e of event) if (placeOf[events.to[e] ?? 0] === -1) placeOf[events.to[e] ?? 0] = count++;
  return { placeOf, count };
}

type Meeting = { readonly moments: MomentsOf; readonly parameters: DetectionParameters };

/** Where two of them were, and wherever somebody was who is so often enough. */
function wantedMoments({ columns, population }: Overview, deeds: Deeds, { moments, parameters }: Meeting): MetMoments {
  const { personOffsets, personCount } = population;
  const isShared = sharedMoments(deeds, moments);
  const meetings = new Int32Array(personCount);
  deeds.person.forEach((person, i) => {
    if (moments.some(deeds.event[i] ?? 0, isShared)) meetings[person] = (meetings[person] ?? 0) + 1;
  });
  // Two accounts of one person are two members who are at all its moments together.
  const isAlways = (person: number): boolean =>
    (meetings[person] ?? 0) >= parameters.minSynchronousTargets ||
    (personOffsets[person + 1] ?? 0) - (personOffsets[person] ?? 0) > 1;
  const wanted = new MetMoments(columns, moments);
  deeds.person.forEach((person, i) => {
    wanted.addWhere(deeds.event[i] ?? 0, isAlways(person) ? () => true : isShared);
  });
  return wanted;
}

const SEVERAL = -1;

/** Whether several of them were at a moment. */
function sharedMoments({ event, person }: Deeds, { some, room }: MomentsOf): (moment: number) => boolean {
  /** Moment → who was there, plus one; 0 for nobody. */
  const who = new Int32Array(room);
  event.forEach((e, i) => {
    const one = (person[i] ?? 0) + 1;
    some(e, (moment) => {
      if (who[moment] === 0) who[moment] = one;
      else if (who[moment] !== one) who[moment] = SEVERAL;
      return false;
    });
  });
  return (moment) => who[moment] === SEVERAL;
}

type Targets = Pick<InCommon, 'lives' | 'placeOf'> & { readonly wanted: MetMoments };
const MOST_COUNTED = 255;
type At = { readonly moments: MomentsOf; readonly popularity: Popularity };

/** Whether what was done in the bucket may be more than its target's popularity explains. */
function possibleMoments(overview: Overview, { placeOf, lives, wanted }: Targets, { moments, popularity }: At) {
  const { events } = overview.columns;
  const { norms, parameters } = popularity;
  const done = countDone(overview, wanted, moments);
  const types = EVENT_TYPE_LIST.map((type) => ({
    windowMs: windowMsOf(type, parameters) ?? 0,
    profile: profileOf(norms.synchrony.profiles, type),
    lives: lives[type],
  }));
  return (e: number, moment: number, startMs: number): boolean => {
    const type = types[events.type[e] ?? 0];
    const atMost = done[moment] ?? 0;
    if (!type?.lives) return false;
    const life = lifeAt(type.lives, placeOf[events.to[e] ?? 0] ?? 0);
    return atMost === MOST_COUNTED || mayBeMoment({ ...type, life }, startMs, atMost);
  };
}

/** Wanted moment → events in it, or in one that the hash does not tell from it. */
function countDone({ columns: { events } }: Overview, wanted: MetMoments, { some, room }: MomentsOf): Uint8Array {
  const done = new Uint8Array(room);
  const count = (moment: number): boolean => {
    if (wanted.isMet(moment)) done[moment] = Math.min(MOST_COUNTED, (done[moment] ?? 0) + 1);
    return false;
  };
  for (let e = 0; e < events.length; e++) if (wanted.has(e)) some(e, count);
  return done;
}

/**
 * At which moments of those computed it matters who else was there: where two of them were, and, of whoever was so at
 * as many moments as being in step takes, at all of theirs, since how often a person is anywhere is what chance is
 * judged by; and only where so many acted as the target's popularity does not explain. Nobody else is in step with
 * anybody inside: to know who else bought from a busy shop that evening would be to read most of the marketplace.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { SCOPE } from '../scope.ts';
import { lifeAt, mayBeMoment, profileOf } from '../signals/moments.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import type { MarketView } from './market-view.ts';
import { createActsLike, createMomentsOf, type MomentsOf } from './moments-of.ts';
import { finish, mix } from './row-hashes.ts';
import { eachOf } from './row-lists.ts';

export type Popularity = {
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'synchrony' | 'clocks'>;
};

/** Event → 1 where it was done at one of these moments. `scope`: account → SCOPE. */
export function momentsInCommon(view: MarketView, scope: Uint8Array, { parameters, norms }: Popularity): Uint8Array {
  const { events } = view.columns;
  const deeds = deedsInside(view, scope, parameters);
  const moments = createMomentsOf(events, parameters, deeds.event.length);
  const { lives, placeOf } = view.targets;
  const isWanted = wantedMoments(view, deeds, { moments, parameters });
  const types = EVENT_TYPE_LIST.map((type) => ({
    profile: profileOf(norms.synchrony.profiles, type),
    life: lives[type],
  }));
  const acts = new Uint8Array(events.length);
  const { eachBetween, firstFrom } = createActsLike(view);
  const keep = (act: number): void => {
    acts[act] = 1;
  };
  const wasLookedAt = createLookedAt();
  for (const e of deeds.event) {
    const windowMs = moments.windowMs(e);
    const { profile, life: all } = types[events.type[e] ?? 0] ?? {};
    if (!all || !profile) continue;
    const life = lifeAt(all, placeOf[events.to[e] ?? 0] ?? 0);
    moments.some(e, (moment, startMs) => {
      if (!isWanted(moment) || wasLookedAt(events.to[e] ?? 0, events.type[e] ?? 0, startMs)) return false;
      const [first, end] = [firstFrom(e, startMs), firstFrom(e, startMs + windowMs)];
      if (mayBeMoment({ windowMs, profile, life }, startMs, end - first)) eachBetween(e, first, end, keep);
      return false;
    });
  }
  return acts;
}

const REMEMBERED_BITS = 18;
const HALF_HOUR_MS = 1_800_000;
/** More half hours than there are since 1970. */
const HALF_HOURS = 2 ** 22;

/** Whether a moment was asked about before, as far as it is remembered: each place keeps the last. */
function createLookedAt(): (target: number, type: number, startMs: number) => boolean {
  const last = new Float64Array(2 ** REMEMBERED_BITS);
  return (target, type, startMs) => {
    const halfHour = startMs / HALF_HOUR_MS;
    const key = (target * EVENT_TYPE_LIST.length + type + 1) * HALF_HOURS + halfHour;
    const place = finish(mix(target, halfHour)) >>> (32 - REMEMBERED_BITS);
    const isKnown = last[place] === key;
    last[place] = key;
    return isKnown;
  };
}

/** What those computed did, and who it was. */
type Deeds = { readonly event: Int32Array; readonly person: Int32Array };

function deedsInside(
  { columns, index, ends, population }: MarketView,
  scope: Uint8Array,
  parameters: DetectionParameters,
): Deeds {
  const isLookedAt = EVENT_TYPE_LIST.map((type) => windowMsOf(type, parameters) !== null);
  const found: number[] = [];
  for (let account = 0; account < scope.length; account++) {
    if (scope[account] === SCOPE.outside) continue;
    eachOf(index.eventsOf, account, (e) => {
      if (ends.actor[e] === account && isLookedAt[columns.events.type[e] ?? 0]) found.push(e);
    });
  }
  const event = Int32Array.from(found);
  return { event, person: event.map((e) => population.personOf[ends.actor[e] ?? 0] ?? 0) };
}

type Meeting = { readonly moments: MomentsOf; readonly parameters: DetectionParameters };
type IsSo = (moment: number) => boolean;

/** Where two of them were, and wherever somebody was who is so often enough. */
function wantedMoments({ population }: MarketView, deeds: Deeds, { moments, parameters }: Meeting): IsSo {
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
  const wanted = new Uint8Array(moments.room);
  deeds.person.forEach((person, i) => {
    const always = isAlways(person);
    moments.some(deeds.event[i] ?? 0, (moment) => {
      if (always || isShared(moment)) wanted[moment] = 1;
      return false;
    });
  });
  return (moment) => wanted[moment] === 1;
}

const SEVERAL = -1;

/** Whether several of them were at a moment. */
function sharedMoments({ event, person }: Deeds, { some, room }: MomentsOf): IsSo {
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

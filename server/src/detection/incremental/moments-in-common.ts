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
import { createActsLike, createMomentsOf, HALF_HOUR_MS, type MomentsOf } from './moments-of.ts';
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
  const met = momentsOfDeeds(deeds, moments);
  const { lives, placeOf } = view.targets;
  const wanted = wantedMoments(view, met, parameters);
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
  const lookAt = (e: number, startMs: number): void => {
    const target = events.to[e] ?? 0;
    const { profile, life: all } = types[events.type[e] ?? 0] ?? {};
    if (!all || !profile || wasLookedAt(target, events.type[e] ?? 0, startMs)) return;
    const windowMs = moments.windowMs(e);
    const life = lifeAt(all, placeOf[target] ?? 0);
    const [first, end] = [firstFrom(e, startMs), firstFrom(e, startMs + windowMs)];
    if (mayBeMoment({ windowMs, profile, life }, startMs, end - first)) eachBetween(e, first, end, keep);
  };
  for (let i = 0; i < met.count; i++) {
    if (wanted[met.moment[i] ?? 0] === 1) lookAt(met.event[i] ?? 0, met.startMs[i] ?? 0);
  }
  return acts;
}

const REMEMBERED_BITS = 18;
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

/** Who was where: one row for each deed and each moment it falls into, deed by deed. */
type Met = {
  readonly count: number;
  readonly event: Int32Array;
  readonly person: Int32Array;
  readonly moment: Int32Array;
  readonly startMs: Float64Array;
  /** Numbers of moments are below it. */
  readonly room: number;
};

const MOST_MOMENTS = 3;

/** Worked out once: they are asked for again and again. */
function momentsOfDeeds(deeds: Deeds, { some, room }: MomentsOf): Met {
  const most = deeds.event.length * MOST_MOMENTS;
  const event = new Int32Array(most);
  const person = new Int32Array(most);
  const moment = new Int32Array(most);
  const startMs = new Float64Array(most);
  let count = 0;
  for (let i = 0; i < deeds.event.length; i++) {
    some(deeds.event[i] ?? 0, (number, start) => {
      event[count] = deeds.event[i] ?? 0;
      person[count] = deeds.person[i] ?? 0;
      moment[count] = number;
      startMs[count++] = start;
      return false;
    });
  }
  return { count, event, person, moment, startMs, room };
}

/** Moment → 1 where two of them were, and wherever somebody was who is so often enough. */
function wantedMoments({ population }: MarketView, met: Met, parameters: DetectionParameters): Uint8Array {
  const { personOffsets, personCount } = population;
  const { count, event, person, moment } = met;
  const who = personsOf(met);
  const meetings = new Int32Array(personCount);
  let counted = -1;
  for (let i = 0; i < count; i++) {
    if (event[i] === counted || who[moment[i] ?? 0] !== SEVERAL) continue;
    counted = event[i] ?? -1;
    meetings[person[i] ?? 0] = (meetings[person[i] ?? 0] ?? 0) + 1;
  }
  // Two accounts of one person are two members who are at all its moments together.
  const isAlways = (one: number): boolean =>
    (meetings[one] ?? 0) >= parameters.minSynchronousTargets ||
    (personOffsets[one + 1] ?? 0) - (personOffsets[one] ?? 0) > 1;
  const wanted = new Uint8Array(met.room);
  for (let i = 0; i < count; i++) {
    const number = moment[i] ?? 0;
    if (who[number] === SEVERAL || isAlways(person[i] ?? 0)) wanted[number] = 1;
  }
  return wanted;
}

const SEVERAL = -1;

/** Moment → who was there, plus one; 0 for nobody, SEVERAL for several. */
function personsOf({ count, person, moment, room }: Met): Int32Array {
  const who = new Int32Array(room);
  for (let i = 0; i < count; i++) {
    const number = moment[i] ?? 0;
    const one = (person[i] ?? 0) + 1;
    if (who[number] === 0) who[number] = one;
    else if (who[number] !== one) who[number] = SEVERAL;
  }
  return who;
}

/**
 * Who is in step with somebody because of new deeds: looked for among whoever acted at the moments of these, by the
 * norms of the last full run. First whose new deed is at a moment worth a look at all, then with whom these keep step.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { accountsOf } from '../candidates.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { createTeller } from '../signals/clock.ts';
import { findSynchrony, type Synchrony } from '../signals/synchrony.ts';
import type { MarketView } from './market-view.ts';
import { createActsLike, createMomentsOf } from './moments-of.ts';
import { eachOf } from './row-lists.ts';
import { movedLives } from './target-lives.ts';

export type Market = {
  readonly view: MarketView;
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'synchrony' | 'clocks'>;
};

/** Accounts, those who acted and those beside them. `deeds`: events. */
export function actedBeside(market: Market, deeds: Int32Array): readonly number[] {
  const { ends, index } = market.view;
  const atNewMoments = personsAt(lookAround(market, deeds), momentsOf(market, deeds));
  if (atNewMoments.size === 0) return [];
  const theirs: number[] = [];
  for (const account of accountsOf(market.view, [...atNewMoments])) {
    eachOf(index.eventsOf, account, (e) => {
      if (ends.actor[e] === account) theirs.push(e);
    });
  }
  const { edges } = lookAround(market, Int32Array.from(theirs)).synchrony;
  const inStep = new Set<number>();
  for (let i = 0; i < edges.length; i++) {
    const [one, other] = [edges.from[i] ?? 0, edges.to[i] ?? 0];
    if (atNewMoments.has(one) || atNewMoments.has(other)) inStep.add(one).add(other);
  }
  return accountsOf(market.view, [...inStep]);
}

type Surroundings = { readonly synchrony: Synchrony; readonly targets: Int32Array };

/** What was done at the moments of these deeds, and how often each of their targets was acted on at all. */
function lookAround({ view, parameters, norms }: Market, deeds: Int32Array): Surroundings {
  const { columns, ends, population } = view;
  const at = actsBeside(view, deeds, parameters);
  const place = new Int32Array(columns.entities.length).fill(-1);
  const targets: number[] = [];
  const to = at.map((e) => placeOf(place, columns.events.to[e] ?? 0, targets));
  const { type, at: times } = columns.events;
  const events = {
    length: at.length,
    to,
    type: Uint8Array.from(at, (e) => type[e] ?? 0),
    at: Float64Array.from(at, (e) => times[e] ?? Number.NaN),
  };
  const tellers = EVENT_TYPE_LIST.map((_, code) => createTeller(norms.clocks.events[code]));
  const activity = {
    actor: at.map((e) => ends.actor[e] ?? -1),
    tells: events.type.map((code, i) => tellers[code]?.(events.at[i] ?? Number.NaN) ?? 0),
  };
  const places = Int32Array.from(targets, (target) => view.targets.placeOf[target] ?? -1);
  const lives = movedLives(view.targets.lives, places);
  const synchrony = findSynchrony(
    { columns: { events, entities: columns.entities }, population, activity, parameters, lives },
    norms.synchrony,
  );
  return { synchrony, targets: Int32Array.from(targets) };
}

function placeOf(places: Int32Array, entity: number, found: number[]): number {
  if (places[entity] === -1) places[entity] = found.push(entity) - 1;
  return places[entity] ?? -1;
}

/** Events, ascending: of the type and at the target of one of the deeds, in one of its buckets of time. */
function actsBeside(view: MarketView, deeds: Int32Array, parameters: DetectionParameters): Int32Array {
  const { windowMs, some } = createMomentsOf(view.columns.events, parameters, deeds.length);
  const { eachBetween, firstFrom } = createActsLike(view);
  const beside = new Set<number>();
  for (const e of deeds) {
    some(e, (_, startMs) => {
      const [first, end] = [firstFrom(e, startMs), firstFrom(e, startMs + windowMs(e))];
      eachBetween(e, first, end, (act) => beside.add(act));
      return false;
    });
  }
  return Int32Array.from(beside).sort();
}

/** Target, type and beginning of each bucket that one of the events falls into. */
function momentsOf({ view: { columns }, parameters }: Market, deeds: Int32Array): ReadonlySet<string> {
  const { to, type } = columns.events;
  const { some } = createMomentsOf(columns.events, parameters, deeds.length);
  const moments = new Set<string>();
  for (const e of deeds) {
    some(e, (_, startMs) => {
      moments.add(keyOf(to[e] ?? 0, EVENT_TYPE_LIST[type[e] ?? 0] ?? '', startMs));
      return false;
    });
  }
  return moments;
}

const keyOf = (target: number, type: string, startMs: number): string => `${target} ${type} ${startMs}`;

function personsAt({ synchrony: { moments, incidence }, targets }: Surroundings, wanted: ReadonlySet<string>) {
  const persons = new Set<number>();
  for (let m = 0; m < moments.count; m++) {
    const key = keyOf(targets[moments.target[m] ?? 0] ?? 0, moments.type[m] ?? '', moments.startMs[m] ?? 0);
    if (!wanted.has(key)) continue;
    for (let i = incidence.columnOffsets[m] ?? 0; i < (incidence.columnOffsets[m + 1] ?? 0); i++) {
      persons.add(incidence.entryRow[i] ?? 0);
    }
  }
  return persons;
}

/**
 * Who is in step with somebody because of new deeds: looked for among whoever acted at the moments of these, by the
 * norms of the last full run. First whose new deed is at a moment worth a look at all, then with whom these keep step.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { createTeller } from '../signals/clock.ts';
import { findSynchrony, type Synchrony, windowMsOf } from '../signals/synchrony.ts';
import { startAfter } from '../signals/time-buckets.ts';
import { momentsAmong } from './moments-among.ts';
import type { Overview } from './overview.ts';
import { readTargetLives } from './target-lives.ts';

export type Market = {
  readonly overview: Overview;
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'synchrony' | 'clocks'>;
};

/** Accounts, those who acted and those beside them. `isNew`: event → 1. */
export function actedBeside(market: Market, isNew: Uint8Array): readonly number[] {
  const { population, ends } = market.overview;
  const atNewMoments = personsAt(lookAround(market, isNew), momentsOf(market, isNew));
  if (atNewMoments.size === 0) return [];
  const deeds = new Uint8Array(isNew.length);
  for (let e = 0; e < deeds.length; e++) {
    if (atNewMoments.has(population.personOf[ends.actor[e] ?? -1] ?? -1)) deeds[e] = 1;
  }
  const { edges } = lookAround(market, deeds).synchrony;
  const inStep = new Set<number>();
  for (let i = 0; i < edges.length; i++) {
    const [one, other] = [edges.from[i] ?? 0, edges.to[i] ?? 0];
    if (atNewMoments.has(one) || atNewMoments.has(other)) inStep.add(one).add(other);
  }
  return [...inStep].flatMap((person) => accountsOf(market.overview, person));
}

const accountsOf = ({ population: { personOffsets, personAccounts } }: Overview, person: number): number[] =>
  Array.from(personAccounts.subarray(personOffsets[person] ?? 0, personOffsets[person + 1] ?? 0));

type Surroundings = { readonly synchrony: Synchrony; readonly targets: Int32Array };

/** What was done at the moments of the marked events, and how often each of their targets was acted on at all. */
function lookAround({ overview, parameters, norms }: Market, marked: Uint8Array): Surroundings {
  const { columns, ends, population } = overview;
  const isMet = momentsAmong(columns, marked, parameters);
  const found: number[] = [];
  for (let e = 0; e < marked.length; e++) if (isMet(e)) found.push(e);
  const at = Int32Array.from(found);
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
  const lives = readTargetLives(overview, place, { count: targets.length, habits: norms.clocks.events });
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

/** Target, type and beginning of each bucket that one of the events falls into. */
function momentsOf({ overview: { columns }, parameters }: Market, marked: Uint8Array): ReadonlySet<string> {
  const { type, to, at } = columns.events;
  const windows = EVENT_TYPE_LIST.map((name) => windowMsOf(name, parameters));
  const moments = new Set<string>();
  for (let e = 0; e < marked.length; e++) {
    const window = windows[type[e] ?? 0] ?? null;
    if (marked[e] !== 1 || window === null) continue;
    const ms = Math.floor((at[e] ?? 0) / 4);
    for (let start = startAfter(ms - window, window); start <= ms; start = startAfter(start, window)) {
      moments.add(keyOf(to[e] ?? 0, EVENT_TYPE_LIST[type[e] ?? 0] ?? '', start));
    }
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

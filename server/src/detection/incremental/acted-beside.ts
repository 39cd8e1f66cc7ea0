/**
 * Who is in step with somebody because of new deeds: looked for among whoever acted at the moments of these, by the
 * norms of the last full run. First whose new deed is at a moment worth a look at all, then with whom these keep step.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { accountsOf } from '../candidates.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import type { Population } from '../population.ts';
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
  const { synchrony, persons } = lookAround(market, Int32Array.from(theirs));
  const { edges } = synchrony;
  const inStep = new Set<number>();
  for (let i = 0; i < edges.length; i++) {
    const [one, other] = [persons[edges.from[i] ?? 0] ?? 0, persons[edges.to[i] ?? 0] ?? 0];
    if (atNewMoments.has(one) || atNewMoments.has(other)) inStep.add(one).add(other);
  }
  return accountsOf(market.view, [...inStep]);
}

/** Persons and targets: those who acted, and what was acted on, by their numbers here. */
type Surroundings = { readonly synchrony: Synchrony; readonly persons: Int32Array; readonly targets: Int32Array };

/**
 * What was done at the moments of these deeds, and how often each of their targets was acted on at all. Of everybody
 * else nothing is asked: lists as long as the marketplace would cost more than the search.
 */
function lookAround({ view, parameters, norms }: Market, deeds: Int32Array): Surroundings {
  const { columns, ends, population } = view;
  const at = actsBeside(view, deeds, parameters);
  const target = numbered(at.map((e) => columns.events.to[e] ?? 0));
  const person = numbered(at.map((e) => population.personOf[ends.actor[e] ?? -1] ?? -1));
  const { type, at: times } = columns.events;
  const events = {
    length: at.length,
    to: target.of,
    type: Uint8Array.from(at, (e) => type[e] ?? 0),
    at: Float64Array.from(at, (e) => times[e] ?? Number.NaN),
  };
  const tellers = EVENT_TYPE_LIST.map((_, code) => createTeller(norms.clocks.events[code]));
  const activity = {
    actor: person.of,
    tells: events.type.map((code, i) => tellers[code]?.(events.at[i] ?? Number.NaN) ?? 0),
  };
  const places = target.all.map((one) => view.targets.placeOf[one] ?? -1);
  const lives = movedLives(view.targets.lives, places);
  const synchrony = findSynchrony(
    {
      columns: { events, entities: columns.entities },
      population: only(person.all, population),
      activity,
      parameters,
      lives,
    },
    norms.synchrony,
  );
  return { synchrony, persons: person.all, targets: target.all };
}

/** `all`: each but −1 once, ascending. `of`: which of these each one is. */
function numbered(items: Int32Array): { readonly all: Int32Array; readonly of: Int32Array } {
  const all = Int32Array.from(new Set(items.filter((item) => item >= 0))).sort();
  const numbers = new Map(Array.from(all, (item, number) => [item, number]));
  return { all, of: items.map((item) => numbers.get(item) ?? -1) };
}

/** Some persons, each as one account: their first. */
function only(persons: Int32Array, { entityOf, personOffsets, personAccounts }: Population): Population {
  const numbers = persons.map((_, number) => number);
  return {
    accountCount: persons.length,
    entityOf: persons.map((person) => entityOf[personAccounts[personOffsets[person] ?? 0] ?? 0] ?? 0),
    personCount: persons.length,
    personOf: numbers,
    personOffsets: Int32Array.from([...numbers, persons.length]),
    personAccounts: numbers,
  };
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

function personsAt(
  { synchrony: { moments, incidence }, persons: all, targets }: Surroundings,
  wanted: ReadonlySet<string>,
) {
  const persons = new Set<number>();
  for (let m = 0; m < moments.count; m++) {
    const key = keyOf(targets[moments.target[m] ?? 0] ?? 0, moments.type[m] ?? '', moments.startMs[m] ?? 0);
    if (!wanted.has(key)) continue;
    for (let i = incidence.columnOffsets[m] ?? 0; i < (incidence.columnOffsets[m + 1] ?? 0); i++) {
      persons.add(all[incidence.entryRow[i] ?? 0] ?? 0);
    }
  }
  return persons;
}

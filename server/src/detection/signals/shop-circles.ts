/**
 * Shops and the few who keep them busy: the second projection, of buyers through the shop they live on (RICD, ICDE 2021:
 * weight the cold side, ignore the hot one). Whoever comes to one shop in rounds, each time with others of the same few,
 * is tied to these where the two sides live on each other: half of what the shop gets, its praise too, comes from them,
 * and half of what they do goes to it. Regulars come at times of their own, shop elsewhere, and seldom praise.
 */
import type { EventType } from '../../domain/ontology.ts';
import { eventCode } from '../activity.ts';
import { orderKey } from '../evidence/dealings.ts';
import { accountAt } from '../find-entity.ts';
import { eachOf } from '../graph/csr.ts';
import { columnDegree } from '../graph/incidence.ts';
import type { Marketplace } from '../marketplace.ts';
import { windowMsOf } from './synchrony.ts';

/** Persons at one time that make a round, rounds that make somebody one of the few, and how few these may be. */
const LEAST_AT_ONCE = 3;
const LEAST_ROUNDS = 3;
const LEAST_PERSONS = 3;
export const LIVES_ON = 0.5;

const TRADE: readonly EventType[] = ['ORDER', 'REVIEW'];

export type ShopCircles = Market & {
  /** Whether all that was done to an account is in the columns. */
  readonly isKnown: (account: number) => boolean;
};

type Market = Pick<Marketplace, 'columns' | 'population' | 'activity' | 'conduct' | 'synchrony' | 'parameters'>;
export type Shop = { readonly account: number; readonly type: EventType };

/** Persons of each circle, ascending. */
export function* shopCircles({ isKnown, ...market }: ShopCircles): Generator<readonly number[]> {
  for (const type of TRADE) {
    for (const [account, moments] of roundsByShop(market, type)) {
      const persons = isKnown(account) ? regularsOf(market, moments) : [];
      if (keepBusy(market, { account, type }, persons)) yield persons;
    }
  }
}

/** Whether some are few, live on the shop as it does on them, and make its name as well. */
export function keepBusy(market: Market, shop: Shop, persons: readonly number[]): boolean {
  if (persons.length < LEAST_PERSONS || persons.length > market.parameters.maxRingSize) return false;
  const few = new Set(persons);
  return liveOnEachOther(market, shop, few) && makeItsName(market, shop.account, few);
}

/** Shop → moments at it or its goods with enough persons at once. */
function roundsByShop({ synchrony, activity, population }: Market, type: EventType): Map<number, number[]> {
  const { moments, incidence } = synchrony;
  const rounds = new Map<number, number[]>();
  for (let moment = 0; moment < moments.count; moment++) {
    if (moments.type[moment] !== type || columnDegree(incidence, moment) < LEAST_AT_ONCE) continue;
    const target = moments.target[moment] ?? -1;
    const owner = activity.ownerOf(target);
    const account = owner >= 0 ? owner : accountAt(population, target);
    if (account < 0) continue;
    const known = rounds.get(account);
    if (known) known.push(moment);
    else rounds.set(account, [moment]);
  }
  return rounds;
}

/** Who was there in rounds enough, each a whole window clear of the one before; ascending. */
function regularsOf({ synchrony, parameters }: Market, moments: readonly number[]): readonly number[] {
  if (moments.length < LEAST_ROUNDS) return [];
  const { incidence, moments: all } = synchrony;
  const inTime = [...moments].sort((a, b) => (all.startMs[a] ?? 0) - (all.startMs[b] ?? 0) || a - b);
  const seen = new Map<number, { rounds: number; over: number }>();
  for (const moment of inTime) {
    const start = all.startMs[moment] ?? 0;
    const over = start + 2 * (windowMsOf(all.type[moment] ?? 'ORDER', parameters) ?? 0);
    for (const person of incidence.entryRow.subarray(
      incidence.columnOffsets[moment],
      incidence.columnOffsets[moment + 1],
    )) {
      const known = seen.get(person) ?? { rounds: 0, over: Number.NEGATIVE_INFINITY };
      if (start >= known.over) seen.set(person, { rounds: known.rounds + 1, over });
    }
  }
  return [...seen]
    .filter(([, { rounds }]) => rounds >= LEAST_ROUNDS)
    .map(([person]) => person)
    .sort((a, b) => a - b);
}

function liveOnEachOther(market: Market, { account, type }: Shop, persons: ReadonlySet<number>): boolean {
  const { conduct, population } = market;
  if (persons.has(population.personOf[account] ?? -1)) return false;
  const between = countBetween(market, { account, type }, persons);
  if (between < conduct.received(type, account) * LIVES_ON) return false;
  let did = 0;
  for (const person of persons) did += didOf(market, type, person);
  return between >= did * LIVES_ON;
}

/** How often a person did it, over all their accounts. */
export function didOf({ conduct, population }: Market, type: EventType, person: number): number {
  let did = 0;
  const end = population.personOffsets[person + 1] ?? 0;
  for (let i = population.personOffsets[person] ?? 0; i < end; i++) {
    did += conduct.did(type, population.personAccounts[i] ?? 0);
  }
  return did;
}

/** Who is only fed by a shop, as a home or a canteen is, does not make its name as well. */
function makeItsName(market: Market, account: number, persons: ReadonlySet<number>): boolean {
  const praise = countBetween(market, { account, type: 'REVIEW' }, persons);
  return praise >= Math.max(persons.size, market.conduct.received('REVIEW', account) * LIVES_ON);
}

/** What the persons did to the shop: lines of one order once, and nothing that failed. */
function countBetween(market: Market, { account, type }: Shop, persons: ReadonlySet<number>): number {
  const { activity, columns, population } = market;
  const code = eventCode(type);
  const theirs = new Set<number>();
  eachOf(activity.byCounterparty, account, (event) => {
    if (columns.events.type[event] !== code || columns.events.failed[event] === 1) return;
    const isTheirs = persons.has(population.personOf[activity.actor[event] ?? -1] ?? -1);
    if (isTheirs) theirs.add(orderKey(market, event));
  });
  return theirs.size;
}

/**
 * Shops that are kept busy by several small cells: two or three accounts on one card here, two on one handset there, and
 * between the cells nothing but the shop. Where those customers who share something with another customer are the ones the
 * shop lives on, and live on it themselves (see shop-circles.ts), all of them are tied. Housemates who shop at one place
 * do so among many others, and elsewhere as well.
 */

import type { EventType } from '../../domain/ontology.ts';
import { eventCode } from '../activity.ts';
import { eachOf, type WeightedGraph } from '../graph/csr.ts';
import { didOf, keepBusy, LIVES_ON, type Shop, type ShopCircles } from './shop-circles.ts';

/** Fewer customers are one cell. */
const LEAST_CUSTOMERS = 4;
/** A throw-away account orders once; that somebody praised once, and nobody else, is no habit. */
const LEAST_TIMES: readonly (readonly [EventType, number])[] = [
  ['ORDER', 1],
  ['REVIEW', 2],
];

/** Persons of all cells of a shop, ascending. `ties`: by what they share. */
export function* shopCells(ties: WeightedGraph, { isKnown, ...market }: ShopCircles): Generator<readonly number[]> {
  const tiedCustomers = createCellFinder(ties, market);
  const { conduct, population } = market;
  for (let account = 0; account < population.accountCount; account++) {
    if (conduct.received('REVIEW', account) < LEAST_CUSTOMERS || !isKnown(account)) continue;
    for (const [type, times] of LEAST_TIMES) {
      const persons = tiedCustomers({ account, type }, times);
      if (persons.length >= LEAST_CUSTOMERS && keepBusy(market, { account, type }, persons)) yield persons;
    }
  }
}

/** Customers who live on the shop, and share something with another one of these. */
function createCellFinder({ offsets, neighbours }: WeightedGraph, market: Omit<ShopCircles, 'isKnown'>) {
  const timesAt = createCounter(market);
  const isOne = new Uint8Array(market.population.personCount);
  const isTied = (person: number): boolean => {
    const end = offsets[person + 1] ?? 0;
    for (let e = offsets[person] ?? 0; e < end; e++) if (isOne[neighbours[e] ?? 0] === 1) return true;
    return false;
  };
  return (shop: Shop, least: number): readonly number[] => {
    const { customers, times } = timesAt(shop);
    const living = customers.filter((one) => {
      const own = times[one] ?? 0;
      return own >= least && own >= didOf(market, shop.type, one) * LIVES_ON;
    });
    for (const one of living) isOne[one] = 1;
    const tied = living.filter(isTied).sort((a, b) => a - b);
    for (const one of living) isOne[one] = 0;
    return tied;
  };
}

/** Shop → persons who were there, and how often each was; the counts stand until the next call. */
function createCounter({ activity, columns, population }: Omit<ShopCircles, 'isKnown'>) {
  const times = new Int32Array(population.personCount);
  const customers: number[] = [];
  return ({ account, type }: Shop): { readonly customers: readonly number[]; readonly times: Int32Array } => {
    for (const one of customers) times[one] = 0;
    customers.length = 0;
    const code = eventCode(type);
    eachOf(activity.byCounterparty, account, (event) => {
      const person = population.personOf[activity.actor[event] ?? -1] ?? -1;
      if (columns.events.type[event] !== code || columns.events.failed[event] === 1 || person < 0) return;
      if (times[person] === 0) customers.push(person);
      times[person] = (times[person] ?? 0) + 1;
    });
    return { customers, times };
  };
}

/**
 * Dealings between accounts that also share something: an order, a transfer, a review or a referral inside such a
 * pair is worth far more than one between strangers. Dealings alone tie nobody (everyone buys from someone), unless
 * they go both ways, or a shop and a few who come to it in rounds, or in cells, live on each other.
 */
import { eventCode } from '../activity.ts';
import { areNeighbours, type EdgeList, type WeightedGraph } from '../graph/csr.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import { filled } from '../graph/filled.ts';
import type { Population } from '../population.ts';
import type { Relations } from '../relations.ts';
import type { MoneyPattern } from './payments.ts';
import { shopCells } from './shop-cells.ts';
import { type ShopCircles, shopCircles } from './shop-circles.ts';

export const WEIGHT_OF_DEALING = 0.3;
export const WEIGHT_OF_REFERRAL = 0.2;
const WEIGHT_IN_PATTERN = 0.4;
const WEIGHT_OF_RECIPROCITY = 0.4;
const WEIGHT_IN_CIRCLE = 0.5;

export type Dealings = ShopCircles & {
  readonly relations: Relations;
  readonly moneyPatterns: readonly MoneyPattern[];
};

export function tieByDealings(ties: WeightedGraph, dealings: Dealings): EdgeList {
  const { population, activity, relations, moneyPatterns } = dealings;
  const edges = new PersonEdges(population);
  for (let e = 0; e < activity.actor.length; e++) {
    edges.addIfTied(ties, activity.actor[e] ?? -1, activity.counterparty[e] ?? -1, WEIGHT_OF_DEALING);
  }
  for (const [from, others] of relations.get('REFERRED') ?? []) {
    for (const to of others) edges.addIfTied(ties, from, to, WEIGHT_OF_REFERRAL);
  }
  for (const [p, q] of reciprocalPairs(dealings)) edges.addPersons(p, q, WEIGHT_OF_RECIPROCITY);
  for (const circle of shopCircles(dealings)) edges.addAmong(circle, WEIGHT_IN_CIRCLE);
  // Of one cell they are tied already.
  for (const cells of shopCells(ties, dealings)) {
    edges.addAmong(cells, WEIGHT_IN_CIRCLE, (p, q) => !areNeighbours(ties, p, q));
  }
  for (const { hops } of moneyPatterns) for (const [from, to] of hops) edges.add(from, to, WEIGHT_IN_PATTERN);
  return edges.take();
}

/**
 * Persons who each bought from or praised the other, ascending. Where most trade goes from buyers to shops there are
 * next to none, and no shared identifier is needed for a tie: that is how clubs work that swap orders and reviews.
 */
function* reciprocalPairs({ columns, population, activity }: Dealings): Generator<readonly [number, number]> {
  const { personOf, personCount } = population;
  const [order, review] = [eventCode('ORDER'), eventCode('REVIEW')];
  const isTrade = (e: number): boolean => {
    const type = columns.events.type[e];
    return (type === order || type === review) && columns.events.failed[e] !== 1;
  };
  const personAt = (accounts: Int32Array, e: number): number => personOf[accounts[e] ?? -1] ?? -1;
  const trades = new Uint8Array(personCount);
  for (let e = 0; e < activity.actor.length; e++) {
    const from = isTrade(e) ? personAt(activity.actor, e) : -1;
    if (from >= 0) trades[from] = 1;
  }
  const bothSides = positionsWhere(activity.actor.length, (e) => {
    const [from, to] = isTrade(e) ? [personAt(activity.actor, e), personAt(activity.counterparty, e)] : [-1, -1];
    return from >= 0 && to >= 0 && from !== to && trades[to] === 1;
  });
  const directed = filled(new Float64Array(bothSides.length), (i) => {
    const e = bothSides[i] ?? 0;
    return personAt(activity.actor, e) * personCount + personAt(activity.counterparty, e);
  }).sort();
  let last = -1;
  for (let i = 0; i < directed.length; i++) {
    const key = directed[i] ?? 0;
    const [from, to] = [Math.floor(key / personCount), key % personCount];
    if (key !== last && from < to && includesSorted(directed, to * personCount + from)) yield [from, to];
    last = key;
  }
}

function includesSorted(ascending: Float64Array, wanted: number): boolean {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted;
}

/** Adds each pair and weight once, however many events there are between the two. */
class PersonEdges {
  readonly #population: Population;
  readonly #seen = new Set<number>();
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #weight: number[] = [];

  constructor(population: Population) {
    this.#population = population;
  }

  addIfTied(ties: WeightedGraph, a: number, b: number, weight: number): void {
    if (a < 0 || b < 0 || a === b) return;
    const { personOf } = this.#population;
    if (areNeighbours(ties, personOf[a] ?? 0, personOf[b] ?? 0)) this.add(a, b, weight);
  }

  add(a: number, b: number, weight: number): void {
    const { personOf } = this.#population;
    this.addPersons(personOf[a] ?? 0, personOf[b] ?? 0, weight);
  }

  addPersons(one: number, other: number, weight: number): void {
    const { personCount } = this.#population;
    const [p, q] = [Math.min(one, other), Math.max(one, other)];
    const key = (p * personCount + q) * 10 + Math.round(weight * 10);
    if (p === q || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#from.push(p);
    this.#to.push(q);
    this.#weight.push(weight);
  }

  /** Each pair of these, as far as it passes. */
  addAmong(persons: readonly number[], weight: number, passes: (p: number, q: number) => boolean = () => true): void {
    persons.forEach((p, i) => {
      for (const q of persons.slice(i + 1)) if (passes(p, q)) this.addPersons(p, q, weight);
    });
  }

  take(): EdgeList {
    return {
      length: this.#from.length,
      from: Int32Array.from(this.#from),
      to: Int32Array.from(this.#to),
      weight: Float32Array.from(this.#weight),
    };
  }
}

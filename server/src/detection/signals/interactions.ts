/**
 * Dealings between accounts that also share something: an order, a transfer, a review or a referral inside such a
 * pair is worth far more than one between strangers. Dealings alone tie nobody (everyone buys from someone).
 */
import type { Activity } from '../activity.ts';
import { areNeighbours, type EdgeList, type WeightedGraph } from '../graph/csr.ts';
import type { Population } from '../population.ts';
import type { Relations } from '../relations.ts';
import type { MoneyCycle } from './money-cycles.ts';

export const WEIGHT_OF_DEALING = 0.3;
export const WEIGHT_OF_REFERRAL = 0.2;
const WEIGHT_IN_CYCLE = 0.4;

export type Dealings = {
  readonly population: Population;
  readonly activity: Activity;
  readonly relations: Relations;
  readonly cycles: readonly MoneyCycle[];
};

export function tieByDealings(ties: WeightedGraph, { population, activity, relations, cycles }: Dealings): EdgeList {
  const edges = new PersonEdges(population);
  for (let e = 0; e < activity.actor.length; e++) {
    edges.addIfTied(ties, activity.actor[e] ?? -1, activity.counterparty[e] ?? -1, WEIGHT_OF_DEALING);
  }
  for (const [from, others] of relations.get('REFERRED') ?? []) {
    for (const to of others) edges.addIfTied(ties, from, to, WEIGHT_OF_REFERRAL);
  }
  for (const { accounts } of cycles) {
    accounts.forEach((account, i) => {
      edges.add(account, accounts[(i + 1) % accounts.length] ?? account, WEIGHT_IN_CYCLE);
    });
  }
  return edges.take();
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
    const { personOf, personCount } = this.#population;
    const p = Math.min(personOf[a] ?? 0, personOf[b] ?? 0);
    const q = Math.max(personOf[a] ?? 0, personOf[b] ?? 0);
    const key = (p * personCount + q) * 10 + Math.round(weight * 10);
    if (p === q || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#from.push(p);
    this.#to.push(q);
    this.#weight.push(weight);
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

/** How suspicious it is that two persons are tied: what the dense core of a community is cut out by. */
import { createCommonColumns } from './graph/common-columns.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { columnSuspicion } from './graph/dense-core.ts';
import { columnDegree } from './graph/incidence.ts';
import { kindOf, type Marketplace } from './marketplace.ts';
import { IDENTIFIER_WEIGHT } from './ties.ts';

type Suspicion = (persons: Int32Array) => Float64Array;

/** Weights between persons, row by row; they stand until the next call. */
export function createSuspicion(marketplace: Marketplace, acts: WeightedGraph): Suspicion {
  const { sharing, hubs, columns, population } = marketplace;
  const commonColumns = createCommonColumns(sharing.byPerson);
  // Person → place among those asked about, −1 for everybody else.
  const placeOf = new Int32Array(population.personCount).fill(-1);
  let weights = new Float64Array(64 * 64);
  const room = (n: number): void => {
    if (n * n > weights.length) weights = new Float64Array(n * n);
    else weights.fill(0, 0, n * n);
  };
  const add = (n: number, a: number, b: number, weight: number): void => {
    weights[a * n + b] = (weights[a * n + b] ?? 0) + weight;
  };
  const addIdentifier = (n: number, identifier: number, holders: readonly number[]): void => {
    const degree = columnDegree(sharing.byPerson, identifier);
    // A hub ties nobody, unless most of those who hold it are here.
    if (hubs.isHub[identifier] === 1 && holders.length < degree * 0.6) return;
    const kind = kindOf(columns, sharing.entityOf[identifier] ?? 0);
    const weight = (IDENTIFIER_WEIGHT[kind] ?? 0) * columnSuspicion(degree);
    for (const a of holders) for (const b of holders) if (a !== b) add(n, a, b, weight);
  };
  const addActs = (persons: Int32Array, a: number): void => {
    const end = acts.offsets[(persons[a] ?? 0) + 1] ?? 0;
    for (let e = acts.offsets[persons[a] ?? 0] ?? 0; e < end; e++) {
      const b = placeOf[acts.neighbours[e] ?? -1] ?? -1;
      if (b >= 0) add(persons.length, a, b, acts.weights[e] ?? 0);
    }
  };

  return (persons) => {
    const n = persons.length;
    room(n);
    const common = commonColumns(persons);
    common.columns.forEach((identifier, i) => {
      addIdentifier(n, identifier, common.holders[i] ?? []);
    });
    for (let i = 0; i < n; i++) placeOf[persons[i] ?? 0] = i;
    for (let a = 0; a < n; a++) addActs(persons, a);
    for (let i = 0; i < n; i++) placeOf[persons[i] ?? 0] = -1;
    return weights;
  };
}

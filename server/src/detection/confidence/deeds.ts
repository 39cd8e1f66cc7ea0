/** What the persons of some surroundings did, before it is asked who did it together: their moments and their dealings. */
import { eachEventOf } from '../activity.ts';
import { concatEdges, type EdgeList } from '../graph/csr.ts';
import { edgesOfList, positionsWhere } from '../graph/edge-selection.ts';
import { columnDegree } from '../graph/incidence.ts';
import { hubDiscount, project } from '../graph/projection.ts';
import type { Marketplace } from '../marketplace.ts';
import { WEIGHT_OF_DEALING } from '../signals/interactions.ts';
import { MOMENT_WEIGHT, MOST_IN_STEP } from '../signals/synchrony.ts';
import { toPlaceIncidence } from './search-again.ts';
import type { Entries, Surroundings } from './surroundings.ts';

export type Deeds = {
  /** Place × moment, by moment; moments of one target stand together. */
  readonly moments: Entries;
  readonly momentCount: number;
  readonly momentTarget: Int32Array;
  readonly momentShare: Float32Array;
  readonly minTargets: number;
  /** Who dealt with whom, each pair once; places. */
  readonly dealings: { readonly from: Int32Array; readonly to: Int32Array };
};

export function readDeeds(marketplace: Marketplace, surroundings: Surroundings): Deeds {
  const { synchrony, universe, parameters } = marketplace;
  const { rowOffsets, rowEntries, entryColumn } = synchrony.incidence;
  const actors = new Map<number, number[]>();
  surroundings.persons.forEach((person, place) => {
    for (let r = rowOffsets[person] ?? 0; r < (rowOffsets[person + 1] ?? 0); r++) {
      const moment = entryColumn[rowEntries[r] ?? 0] ?? 0;
      const known = actors.get(moment);
      if (known) known.push(place);
      else actors.set(moment, [place]);
    }
  });
  const shared = [...actors].sort(([a], [b]) => a - b);
  const moments = shared.map(([moment]) => moment);
  return {
    moments: {
      place: Int32Array.from(shared.flatMap(([, places]) => places)),
      column: Int32Array.from(shared.flatMap(([, places], column) => places.map(() => column))),
    },
    momentCount: moments.length,
    momentTarget: Int32Array.from(moments, (moment) => synchrony.moments.target[moment] ?? 0),
    momentShare: Float32Array.from(
      moments,
      (moment) => MOMENT_WEIGHT * hubDiscount(universe.persons, columnDegree(synchrony.incidence, moment)),
    ),
    minTargets: parameters.minSynchronousTargets,
    dealings: readDealings(marketplace, surroundings),
  };
}

function readDealings({ activity, population }: Marketplace, { persons, placeOf }: Surroundings) {
  const pairs = new Set<number>();
  persons.forEach((person, place) => {
    const end = population.personOffsets[person + 1] ?? 0;
    for (let i = population.personOffsets[person] ?? 0; i < end; i++) {
      eachEventOf(activity.byActor, population.personAccounts[i] ?? 0, (event) => {
        const counterparty = activity.counterparty[event] ?? -1;
        const other = counterparty < 0 ? undefined : placeOf.get(population.personOf[counterparty] ?? -1);
        if (other !== undefined && other !== place) pairs.add(place * persons.length + other);
      });
    }
  });
  const sorted = Float64Array.from(pairs).sort();
  return {
    from: Int32Array.from(sorted, (pair) => Math.floor(pair / persons.length)),
    to: Int32Array.from(sorted, (pair) => pair % persons.length),
  };
}

/** Who acted in step, and who dealt with someone they are tied to: as the pipeline sees both. */
export function actsOver(deeds: Deeds, persons: number, ties: EdgeList): EdgeList {
  const key = (a: number, b: number): number => Math.min(a, b) * persons + Math.max(a, b);
  const tied = new Set(Array.from(ties.from, (a, e) => key(a, ties.to[e] ?? 0)));
  const { from, to } = deeds.dealings;
  const kept = positionsWhere(from.length, (e) => tied.has(key(from[e] ?? 0, to[e] ?? 0)));
  const weight = new Float32Array(from.length).fill(WEIGHT_OF_DEALING);
  return concatEdges([inStep(deeds, persons), edgesOfList({ length: from.length, from, to, weight }, kept)]);
}

function inStep(deeds: Deeds, persons: number): EdgeList {
  const edges = project({
    incidence: toPlaceIncidence(persons, deeds.momentCount, deeds.moments),
    columnWeight: deeds.momentShare,
    columnShare: deeds.momentShare,
    columnClass: new Uint8Array(deeds.momentCount),
    columnGroup: deeds.momentTarget,
    entryFactor: null,
  });
  const kept = edgesOfList(
    edges,
    positionsWhere(edges.length, (e) => (edges.common[e] ?? 0) >= deeds.minTargets),
  );
  return { ...kept, weight: kept.weight.map((weight) => Math.min(MOST_IN_STEP, weight)) };
}

/** What the persons of some surroundings did, before it is asked who did it together: their moments and their dealings. */
import { areNeighbours, concatEdges, type EdgeList, eachOf, toWeightedGraph, valuesAt } from '../graph/csr.ts';
import { edgesOfList, positionsWhere } from '../graph/edge-selection.ts';
import { type Entries, entriesOf } from '../graph/entries-of.ts';
import { filled } from '../graph/filled.ts';
import { project } from '../graph/projection.ts';
import type { Marketplace } from '../marketplace.ts';
import { WEIGHT_OF_DEALING } from '../signals/interactions.ts';
import { MOST_IN_STEP, shareOfMoment } from '../signals/synchrony.ts';
import { toPlaceIncidence } from './search-again.ts';
import type { Surroundings } from './surroundings.ts';

export type Deeds = {
  /** Place × moment, by moment; moments of one deed stand together. */
  readonly moments: Entries;
  readonly momentCount: number;
  readonly momentDeed: Int32Array;
  readonly momentShare: Float32Array;
  readonly minTargets: number;
  /** Who dealt with whom, each pair once; places. */
  readonly dealings: { readonly from: Int32Array; readonly to: Int32Array };
};

export function readDeeds(marketplace: Marketplace, surroundings: Surroundings): Deeds {
  const { synchrony, universe, parameters } = marketplace;
  const shareOf = shareOfMoment({ incidence: synchrony.incidence, parameters }, universe.persons);
  const { entries, columns: moments } = entriesOf(synchrony.incidence, surroundings.persons, 1);
  return {
    moments: entries,
    momentCount: moments.length,
    momentDeed: valuesAt(synchrony.moments.deed, moments),
    momentShare: filled(new Float32Array(moments.length), (at) => shareOf(moments[at] ?? 0)),
    minTargets: parameters.minSynchronousTargets,
    dealings: readDealings(marketplace, surroundings),
  };
}

function readDealings({ activity, population }: Marketplace, { persons, placeOf }: Surroundings) {
  const pairs: number[] = [];
  persons.forEach((person, place) => {
    const end = population.personOffsets[person + 1] ?? 0;
    for (let i = population.personOffsets[person] ?? 0; i < end; i++) {
      eachOf(activity.byActor, population.personAccounts[i] ?? 0, (event) => {
        const counterparty = activity.counterparty[event] ?? -1;
        const other = placeOf[population.personOf[counterparty] ?? -1] ?? -1;
        if (other >= 0 && other !== place) pairs.push(place * persons.length + other);
      });
    }
  });
  const sorted = new Float64Array(pairs).sort();
  const distinct = sorted.filter((pair, i) => pair !== sorted[i - 1]);
  return {
    from: filled(new Int32Array(distinct.length), (i) => Math.floor((distinct[i] ?? 0) / persons.length)),
    to: filled(new Int32Array(distinct.length), (i) => (distinct[i] ?? 0) % persons.length),
  };
}

/** Who acted in step, and who dealt with someone they are tied to: as the pipeline sees both. */
export function actsOver(deeds: Deeds, persons: number, ties: EdgeList): EdgeList {
  const { from, to } = deeds.dealings;
  const tied = toWeightedGraph(persons, ties);
  const kept = positionsWhere(from.length, (e) => areNeighbours(tied, from[e] ?? 0, to[e] ?? 0));
  const weight = new Float32Array(from.length).fill(WEIGHT_OF_DEALING);
  return concatEdges([inStep(deeds, persons), edgesOfList({ length: from.length, from, to, weight }, kept)]);
}

function inStep(deeds: Deeds, persons: number): EdgeList {
  const edges = project({
    incidence: toPlaceIncidence(persons, deeds.momentCount, deeds.moments),
    columnWeight: deeds.momentShare,
    columnShare: deeds.momentShare,
    columnClass: new Uint8Array(deeds.momentCount),
    columnGroup: deeds.momentDeed,
    entryFactor: null,
  });
  const kept = edgesOfList(
    edges,
    positionsWhere(edges.length, (e) => (edges.common[e] ?? 0) >= deeds.minTargets),
  );
  return { ...kept, weight: kept.weight.map((weight) => Math.min(MOST_IN_STEP, weight)) };
}

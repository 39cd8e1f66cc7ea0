/** The search of the pipeline (ties, communities, dense cores) on one altered picture of some surroundings. */
import { createCommonColumns, type ReadCommonColumns } from '../graph/common-columns.ts';
import { findCommunities } from '../graph/communities.ts';
import { cutToCore } from '../graph/core-and-associates.ts';
import { concatEdges, type EdgeList, toWeightedGraph, type WeightedGraph } from '../graph/csr.ts';
import { edgesOfList } from '../graph/edge-selection.ts';
import type { Entries } from '../graph/entries-of.ts';
import { filled } from '../graph/filled.ts';
import { type Incidence, toIncidence } from '../graph/incidence.ts';
import { project } from '../graph/projection.ts';
import { createSuspicion } from '../graph/suspicion.ts';
import type { DetectionParameters } from '../parameters.ts';
import type { TieTest } from '../ties.ts';
import type { Surroundings } from './surroundings.ts';

/** Who holds what, and, given who is tied by it, who did something together; in places. */
export type Picture = { readonly entries: Entries; readonly actsOver: (ties: EdgeList) => EdgeList };

export type SearchSetting = {
  readonly surroundings: Surroundings;
  readonly parameters: DetectionParameters;
  readonly resolutions: readonly number[];
  readonly tieTest: TieTest;
};

/** Places, ascending; members are the core and its associates, three and more. */
export type FoundGroup = { readonly core: Int32Array; readonly members: Int32Array };
export type Search = { readonly groups: readonly FoundGroup[]; readonly tied: TiedPlaces };
/** The shared columns that some places have in common, and what places did together. */
export type TiedPlaces = { readonly commonColumns: ReadCommonColumns; readonly acts: WeightedGraph };

const LEAST_MEMBERS = 3;

/** Who is tied in the picture, and by what: nothing is searched for yet. */
export function tiePlaces(setting: SearchSetting, picture: Picture) {
  const { surroundings } = setting;
  const n = surroundings.persons.length;
  const incidence = toPlaceIncidence(n, surroundings.columns.count, picture.entries);
  const ties = tiesOf(setting, incidence);
  const acts = picture.actsOver(ties);
  const tied: TiedPlaces = { commonColumns: createCommonColumns(incidence), acts: toWeightedGraph(n, acts) };
  return { tied, edges: [ties, acts] };
}

export function searchAgain(setting: SearchSetting, picture: Picture): Search {
  const { surroundings, parameters, resolutions } = setting;
  const n = surroundings.persons.length;
  const { tied, edges } = tiePlaces(setting, picture);
  const suspicionOf = createSuspicion({
    ...tied,
    rowCount: n,
    weightOf: (column) => surroundings.columns.suspicion[column] ?? 0,
    leastHolders: (column) => surroundings.columns.leastHolders[column] ?? 2,
  });
  const graph = toWeightedGraph(n, concatEdges(edges));
  const groups: FoundGroup[] = [];
  for (const places of findCommunities(graph, { ...parameters, resolutions, iterations: 1 })) {
    const group = places.length < LEAST_MEMBERS ? null : cutDown(places, suspicionOf);
    if (group && group.members.length >= LEAST_MEMBERS) groups.push(group);
  }
  return { groups, tied };
}

function cutDown(places: Int32Array, suspicionOf: (places: Int32Array) => Float64Array): FoundGroup {
  if (places.length <= LEAST_MEMBERS) return { core: places, members: places };
  const { core, associates } = cutToCore(suspicionOf(places), places.length);
  const named = (own: readonly number[]): Int32Array =>
    filled(new Int32Array(own.length), (i) => places[own[i] ?? 0] ?? 0).sort();
  return { core: named(core), members: named([...core, ...associates]) };
}

export function toPlaceIncidence(rows: number, columns: number, { place, column }: Entries): Incidence {
  return toIncidence(rows, columns, { row: place, column });
}

function tiesOf({ surroundings, tieTest }: SearchSetting, incidence: Incidence): EdgeList {
  const { columns, persons } = surroundings;
  const edges = project({
    incidence,
    columnWeight: columns.share,
    columnShare: columns.share,
    columnClass: columns.kind,
    entryFactor: null,
  });
  // Plain loops: a callback an edge takes several times as long, and there are twenty searches.
  const kept = new Int32Array(edges.length);
  const weight = new Float32Array(edges.length);
  let length = 0;
  for (let e = 0; e < edges.length; e++) {
    const [a, b] = [persons[edges.from[e] ?? 0] ?? 0, persons[edges.to[e] ?? 0] ?? 0];
    const factor = Math.fround(tieTest(a, b, edges.common[e] ?? 0));
    if (!(factor > 0)) continue;
    kept[length] = e;
    weight[length++] = (edges.weight[e] ?? 0) * factor;
  }
  const { from, to } = edgesOfList(edges, kept.subarray(0, length));
  return { length, from, to, weight: weight.subarray(0, length) };
}

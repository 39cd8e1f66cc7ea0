/**
 * What a baseline is: a published method as anyone would first apply it to shared identifiers. It says who belongs
 * together and nothing else: no evidence, no innocent explanation, no severity.
 */
import type { GraphColumns } from '../../../detection/columns.ts';
import { toWeightedGraph, type WeightedGraph } from '../../../detection/graph/csr.ts';
import { project } from '../../../detection/graph/projection.ts';
import { findHubs, type Hubs } from '../../../detection/hubs.ts';
import type { DetectionParameters } from '../../../detection/parameters.ts';
import { type Population, readPopulation } from '../../../detection/population.ts';
import { readSharing, type Sharing } from '../../../detection/sharing.ts';

export type BaselineInput = {
  readonly population: Population;
  readonly sharing: Sharing;
  readonly hubs: Hubs;
  /** Accounts tied by the identifiers they share, hubs left out, rare identifiers weighing more (see project). */
  readonly ties: WeightedGraph;
  readonly parameters: DetectionParameters;
};

/** Accounts, ascending; `strength` is the method's own, or null where it has none. */
export type BaselineGroup = { readonly accounts: Int32Array; readonly strength: number | null };

export type Baseline = {
  readonly name: string;
  readonly find: (input: BaselineInput) => readonly BaselineGroup[] | Promise<readonly BaselineGroup[]>;
};

export function readBaselineInput(columns: GraphColumns, parameters: DetectionParameters): BaselineInput {
  const population = readPopulation(columns);
  const sharing = readSharing(columns, population);
  const hubs = findHubs(columns, sharing, parameters);
  const ties = project({
    incidence: sharing.byAccount,
    columnWeight: Float32Array.from(hubs.isHub, (isHub) => 1 - isHub),
    columnClass: sharing.kind,
    entryFactor: null,
  });
  return { population, sharing, hubs, ties: toWeightedGraph(population.accountCount, ties), parameters };
}

/** The groups of a partition, in its order. */
export function groupsOf(group: ArrayLike<number>): BaselineGroup[] {
  const members = new Map<number, number[]>();
  for (let account = 0; account < group.length; account++) {
    const name = group[account] ?? -1;
    if (name < 0) continue;
    const known = members.get(name);
    if (known) known.push(account);
    else members.set(name, [account]);
  }
  return [...members.values()].map((accounts) => ({ accounts: Int32Array.from(accounts), strength: null }));
}

/** The baselines, and what each finds in a marketplace: groups of three accounts or more, the strongest first. */
import type { GraphColumns } from '../../../detection/columns.ts';
import type { DetectionParameters } from '../../../detection/parameters.ts';
import { ENTITY_KIND_LIST } from '../../../domain/ontology.ts';
import type { EntityRef } from '../../../domain/records.ts';
import { type Baseline, type BaselineGroup, type BaselineInput, readBaselineInput } from './baseline.ts';
import { componentsWithHubs, componentsWithoutHubs } from './connected-components.ts';
import { fraudar } from './fraudar.ts';
import { labelPropagation } from './label-propagation.ts';
import { louvainAtDefault, louvainScaled } from './plain-louvain.ts';

const BASELINES: readonly Baseline[] = [
  componentsWithHubs,
  componentsWithoutHubs,
  louvainAtDefault,
  louvainScaled,
  labelPropagation,
  fraudar,
];

const SMALLEST_GROUP = 3;

export type RankedGroup = { readonly members: readonly EntityRef[]; readonly score: number };
export type BaselineFinds = { readonly name: string; readonly found: readonly RankedGroup[] };

export async function searchByBaselines(
  columns: GraphColumns,
  parameters: DetectionParameters,
): Promise<readonly BaselineFinds[]> {
  const input = readBaselineInput(columns, parameters);
  const refOf = (account: number): EntityRef => {
    const entity = input.population.entityOf[account] ?? 0;
    return {
      kind: ENTITY_KIND_LIST[columns.entities.kind[entity] ?? 0] ?? 'Buyer',
      id: columns.entities.id.at(entity) ?? '',
    };
  };
  const finds: BaselineFinds[] = [];
  for (const { name, find } of BASELINES) {
    const groups = (await find(input)).filter(({ accounts }) => accounts.length >= SMALLEST_GROUP);
    const ranked = groups.map((group) => ({
      members: [...group.accounts].map(refOf),
      score: strengthOf(group, input),
    }));
    finds.push({ name, found: ranked.sort((a, b) => b.score - a.score) });
  }
  return finds;
}

/** Where the method has no strength of its own: the weight of the ties inside, for each member. */
function strengthOf({ accounts, strength }: BaselineGroup, { ties }: BaselineInput): number {
  if (strength !== null) return strength;
  const own = new Set(accounts);
  let inside = 0;
  for (const account of accounts) {
    for (let e = ties.offsets[account] ?? 0; e < (ties.offsets[account + 1] ?? 0); e++) {
      if (own.has(ties.neighbours[e] ?? -1)) inside += ties.weights[e] ?? 0;
    }
  }
  return inside / 2 / accounts.length;
}

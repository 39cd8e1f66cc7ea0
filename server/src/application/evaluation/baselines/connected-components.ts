/** Whoever shares an identifier, directly or over others, is one group: with hubs, and without them. */
import { columnDegree } from '../../../detection/graph/incidence.ts';
import { UnionFind } from '../../../detection/graph/union-find.ts';
import { type Baseline, type BaselineInput, groupsOf } from './baseline.ts';

export const componentsWithHubs: Baseline = {
  name: 'components, no caps',
  find: (input) => components(input, () => false),
};
export const componentsWithoutHubs: Baseline = {
  name: 'components, caps',
  find: (input) => components(input, (identifier) => input.hubs.isHub[identifier] === 1),
};

function components({ population, sharing }: BaselineInput, isLeftOut: (identifier: number) => boolean) {
  const together = new UnionFind(population.accountCount);
  const { columnOffsets, entryRow } = sharing.byAccount;
  for (let identifier = 0; identifier < sharing.kind.length; identifier++) {
    if (columnDegree(sharing.byAccount, identifier) < 2 || isLeftOut(identifier)) continue;
    const start = columnOffsets[identifier] ?? 0;
    const first = entryRow[start] ?? 0;
    for (let e = start + 1; e < (columnOffsets[identifier + 1] ?? 0); e++) together.union(first, entryRow[e] ?? 0);
  }
  return groupsOf(Int32Array.from({ length: population.accountCount }, (_, account) => together.find(account)));
}

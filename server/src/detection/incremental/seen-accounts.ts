/** The accounts as a run saw them, kept for the next one to tell which have changed; in the order of the columns. */
import { compareText } from '../../domain/compare-text.ts';
import type { Overview } from './overview.ts';

export type SeenAccounts = {
  readonly kind: Uint8Array;
  readonly id: readonly string[];
  readonly print: Float64Array;
  /** −1 for those without. */
  readonly community: Int32Array;
};

export function seeAccounts(overview: Overview, print: Float64Array, community: Int32Array): SeenAccounts {
  const { population, columns } = overview;
  const { entities } = columns;
  return {
    kind: Uint8Array.from(population.entityOf, (e) => entities.kind[e] ?? 0),
    id: Array.from(population.entityOf, (e) => entities.id.at(e) ?? ''),
    print,
    community,
  };
}

export type Changed = {
  /** New, or with another fingerprint. */
  readonly touched: readonly number[];
  /** Account → its community as it was seen. */
  readonly communityOf: Int32Array;
  /** Of accounts that are no more. */
  readonly bereft: ReadonlySet<number>;
};

/** Both are in the order of kind and id: one pass. */
export function changedSince(before: SeenAccounts, { columns, population }: Overview, print: Float64Array): Changed {
  const { entities } = columns;
  const touched: number[] = [];
  const communityOf = new Int32Array(population.accountCount).fill(-1);
  const bereft = new Set<number>();
  let old = 0;
  const order = (e: number): number =>
    (before.kind[old] ?? 0) - (entities.kind[e] ?? 0) || compareText(before.id[old] ?? '', entities.id.at(e) ?? '');
  const pass = (): void => {
    const community = before.community[old++] ?? -1;
    if (community >= 0) bereft.add(community);
  };
  for (let a = 0; a < population.accountCount; a++) {
    const e = population.entityOf[a] ?? 0;
    while (old < before.id.length && order(e) < 0) pass();
    const isKnown = old < before.id.length && order(e) === 0;
    if (isKnown) communityOf[a] = before.community[old] ?? -1;
    if (!isKnown || before.print[old] !== print[a]) touched.push(a);
    if (isKnown) old++;
  }
  while (old < before.id.length) pass();
  return { touched, communityOf, bereft };
}

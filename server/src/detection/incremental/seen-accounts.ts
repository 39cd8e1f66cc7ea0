/** The accounts as a run saw them, kept for the next one to tell which have changed; in the order of the columns. */
import { compareText } from '../../domain/compare-text.ts';
import type { Fingerprints } from './fingerprints.ts';
import type { Overview } from './overview.ts';

export type SeenAccounts = {
  readonly kind: Uint8Array;
  readonly id: readonly string[];
  readonly prints: Fingerprints;
  /** −1 for those without. */
  readonly community: Int32Array;
};

export function seeAccounts(overview: Overview, prints: Fingerprints, community: Int32Array): SeenAccounts {
  const { population, columns } = overview;
  const { entities } = columns;
  return {
    kind: Uint8Array.from(population.entityOf, (e) => entities.kind[e] ?? 0),
    id: Array.from(population.entityOf, (e) => entities.id.at(e) ?? ''),
    prints,
    community,
  };
}

export type Changed = {
  /** New, or with another fingerprint. */
  readonly touched: readonly number[];
  /** Of those the new ones, and those whose ties changed. */
  readonly retied: readonly number[];
  /** Account → its community as it was seen. */
  readonly communityOf: Int32Array;
  /** Of accounts that are no more. */
  readonly bereft: ReadonlySet<number>;
};

/** Both are in the order of kind and id: one pass. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
export function changedSince(before: SeenAccounts, { columns, population }: Overview, prints: Fingerprints): Changed {
  const { entities } = columns;
  const touched: number[] = [];
  const retied: number[] = [];
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
    const isRetied = !isKnown || before.prints.ties[old] !== prints.ties[a];
    if (isRetied) retied.push(a);
    if (isRetied || before.prints.deeds[old] !== prints.deeds[a]) touched.push(a);
    if (isKnown) old++;
  }
  while (old < before.id.length) pass();
  return { touched, retied, communityOf, bereft };
}

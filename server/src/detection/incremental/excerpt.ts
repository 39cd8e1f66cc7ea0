/**
 * The part of the columns that computing some accounts reads, as columns of their own. By the same norms the pipeline
 * finds in it what it finds in the whole: rows keep their order, so all that compares positions compares as before.
 */
import type { GraphColumns } from '../columns.ts';
import { possiblePartners } from '../counterparties.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { type Restriction, SCOPE } from '../scope.ts';
import type { MarketView } from './market-view.ts';
import type { Overview } from './overview.ts';
import { pickRows } from './pick-rows.ts';
import { movedLives } from './target-lives.ts';
import { wantedRows } from './wanted-rows.ts';

export type Excerpt = {
  readonly columns: GraphColumns;
  readonly within: Restriction;
  /** Account of the excerpt → account. */
  readonly accounts: Int32Array;
};

type Measures = { readonly norms: MarketNorms; readonly parameters: DetectionParameters };

/** Account → 1 where it is computed, and where it is that or around those who are; with all accounts of its person. */
type Marks = { readonly close: Uint8Array; readonly inside: Uint8Array };

export function takeExcerpt(view: MarketView, marks: Marks, { norms, parameters }: Measures): Excerpt {
  const { columns, population } = view;
  const scope = scopeOf(view, marks);
  const kept = wantedRows(view, scope, { norms, parameters });
  const picked = pickRows(columns, kept);
  const accounts = positionsWhere(
    population.accountCount,
    (account) => kept.entities[population.entityOf[account] ?? 0] === 1,
  );
  const lives = movedLives(
    view.targets.lives,
    picked.entities.map((entity) => view.targets.placeOf[entity] ?? -1),
  );
  const within = { norms, lives, scope: Uint8Array.from(accounts, (account) => scope[account] ?? SCOPE.outside) };
  return { columns: picked.columns, within, accounts };
}

export function scopeOf({ columns, population, ends }: Overview, { close, inside }: Marks): Uint8Array {
  const scope = new Uint8Array(population.accountCount);
  for (let a = 0; a < scope.length; a++) {
    if (inside[a] === 1) scope[a] = close[a] === 1 ? SCOPE.inside : SCOPE.around;
  }
  const isInside = (account: number): boolean => (scope[account] ?? 0) >= SCOPE.around;
  for (const account of possiblePartners({ columns, population, activity: ends }, isInside)) {
    scope[account] = SCOPE.partner;
  }
  return scope;
}

/**
 * The part of the columns that computing some accounts reads, as columns of their own. By the same norms the pipeline
 * finds in it what it finds in the whole: rows keep their order, so all that compares positions compares as before.
 */
import type { GraphColumns } from '../columns.ts';
import { possiblePartners } from '../counterparties.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { type Restriction, SCOPE } from '../scope.ts';
import type { Overview } from './overview.ts';
import { pickRows } from './pick-rows.ts';
import { readTargetLives } from './target-lives.ts';
import { wantedRows } from './wanted-rows.ts';

export type Excerpt = {
  readonly columns: GraphColumns;
  readonly within: Restriction;
  /** Account of the excerpt → account. */
  readonly accounts: Int32Array;
};

type Measures = { readonly norms: MarketNorms; readonly parameters: DetectionParameters };

/** `inside`: account → 1 where it is computed, with all accounts of its person. */
export function takeExcerpt(overview: Overview, inside: Uint8Array, { norms, parameters }: Measures): Excerpt {
  const { columns, population } = overview;
  const scope = scopeOf(overview, inside);
  const kept = wantedRows(overview, scope, { caps: norms.caps, parameters });
  const picked = pickRows(columns, kept);
  const accounts = Int32Array.from(population.entityOf.keys()).filter(
    (a) => kept.entities[population.entityOf[a] ?? 0] === 1,
  );
  const lives = readTargetLives(overview, picked.moved, {
    kept: picked.columns.entities.length,
    habits: norms.clocks.events,
  });
  const within = { norms, lives, scope: Uint8Array.from(accounts, (account) => scope[account] ?? SCOPE.outside) };
  return { columns: picked.columns, within, accounts };
}

export function scopeOf({ columns, population, ends }: Overview, inside: Uint8Array): Uint8Array {
  const scope = new Uint8Array(population.accountCount);
  for (let a = 0; a < scope.length; a++) if (inside[a] === 1) scope[a] = SCOPE.inside;
  const isInside = (account: number): boolean => scope[account] === SCOPE.inside;
  for (const account of possiblePartners({ columns, population, activity: ends }, isInside)) {
    scope[account] = SCOPE.partner;
  }
  return scope;
}

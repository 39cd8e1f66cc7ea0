/** The marketplace at a glance: persons, owners, who holds what and whom events concern; a fraction of what detection reads. */
import { readEnds } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import { type Census, readPopulation } from '../population.ts';
import { holdingPairs, type Identifiers, readIdentifiers } from '../sharing.ts';

/** Sighting → account and identifier. */
export type Holdings = { readonly row: Int32Array; readonly column: Int32Array };

export type Overview = {
  readonly columns: GraphColumns;
  readonly population: Census;
  readonly identifiers: Identifiers;
  readonly holdings: Holdings;
  readonly ends: ReturnType<typeof readEnds>;
};

export function readOverview(columns: GraphColumns): Overview {
  const population = readPopulation(columns);
  const identifiers = readIdentifiers(columns);
  const ends = readEnds(columns, population);
  const { row, column } = holdingPairs({ columns, population, owner: ends.ownerOf }, identifiers.identifierOf);
  return { columns, population, identifiers, holdings: { row, column }, ends };
}

/** The marketplace at a glance: persons, owners, identifiers and whom events concern; a fraction of what detection reads. */
import { readEnds } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import { type Census, readPopulation } from '../population.ts';
import { type Identifiers, readIdentifiers } from '../sharing.ts';

export type Overview = {
  readonly columns: GraphColumns;
  readonly population: Census;
  readonly identifiers: Identifiers;
  readonly ends: ReturnType<typeof readEnds>;
};

export function readOverview(columns: GraphColumns): Overview {
  const population = readPopulation(columns);
  return { columns, population, identifiers: readIdentifiers(columns), ends: readEnds(columns, population) };
}

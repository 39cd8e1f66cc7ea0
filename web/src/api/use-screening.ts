import { useQuery } from '@tanstack/react-query';
import { NAMED } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntityRef, NamedEntity } from './shapes.ts';
import type { Severity } from './vocabulary.ts';

export type ScreeningHop = { readonly to: NamedEntity; readonly statement: string };
export type ScreeningMatch = {
  readonly ring: { readonly id: string; readonly severity: Severity } | null;
  readonly confirmedFraud: NamedEntity | null;
  readonly risk: number;
  readonly statement: string;
  readonly path: readonly ScreeningHop[];
};
export type Screening = {
  readonly risk: number;
  readonly statement: string;
  readonly matches: readonly ScreeningMatch[];
};

export const SCREENING = toDocument<{ readonly screen: Screening }, { entity: EntityRef }>(`
query Screening($entity: EntityRef!) {
  screen(entity: $entity) {
    risk
    statement
    matches {
      ring { id severity }
      confirmedFraud { ...Named }
      risk
      statement
      path { to { ...Named } statement }
    }
  }
}
${NAMED}`);

/** What an account or identifier is tied to that is known to be bad, from live data. */
export const useScreening = ({ kind, externalId }: EntityRef) =>
  useQuery({
    queryKey: ['screening', kind, externalId],
    queryFn: async ({ signal }) => (await fetchGraphql(SCREENING, { entity: { kind, externalId } }, signal)).screen,
  });

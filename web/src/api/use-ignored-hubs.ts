import { useQuery } from '@tanstack/react-query';
import { NAMED } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { NamedEntity } from './shapes.ts';

export type IgnoredHub = { readonly entity: NamedEntity; readonly accounts: number; readonly reason: string };
type Answer = { readonly node: { readonly ignoredHubs: readonly IgnoredHub[] } | null };

export const IGNORED_HUBS = toDocument<Answer, { id: string }>(`
query IgnoredHubs($id: ID!) {
  node(id: $id) { ... on DetectionRun { ignoredHubs { entity { ...Named } accounts reason } } }
}
${NAMED}`);

/** Asked by itself, and not before it is looked at: their names are in the graph store, the runs are not. */
export const useIgnoredHubs = (run: string, isWanted: boolean) =>
  useQuery({
    queryKey: ['ignoredHubs', run],
    queryFn: async ({ signal }) => (await fetchGraphql(IGNORED_HUBS, { id: run }, signal)).node?.ignoredHubs ?? [],
    enabled: isWanted,
  });

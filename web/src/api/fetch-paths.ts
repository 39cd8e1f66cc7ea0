import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntityRef, Path } from './shapes.ts';

type Variables = { from: EntityRef; to: EntityRef; avoidHubs: boolean };

export const PATHS = toDocument<{ readonly paths: readonly Path[] }, Variables>(`
query Paths($from: EntityRef!, $to: EntityRef!, $avoidHubs: Boolean) {
  paths(from: $from, to: $to, maxLength: 6, count: 3, avoidHubs: $avoidHubs) {
    length
    strength
    nodes { ...EntitySummary }
    links { ...LinkLine }
  }
}
${ENTITY_SUMMARY}
${LINK}`);

/** Up to three best ways from one entity to another, strongest evidence first. */
export async function fetchPaths(from: EntityRef, to: EntityRef, avoidHubs = true): Promise<readonly Path[]> {
  const toRef = ({ kind, externalId }: EntityRef): EntityRef => ({ kind, externalId });
  return (await fetchGraphql(PATHS, { from: toRef(from), to: toRef(to), avoidHubs })).paths;
}

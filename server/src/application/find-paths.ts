/** How one entity is tied to another: the best few ways, shortest and strongest first. */

import { entityKey } from '../domain/entity-key.ts';
import type { Failure } from '../domain/failure.ts';
import type { DrawnLink, Entity } from '../domain/graph-view.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { KeyPath } from './exploration/best-paths.ts';
import type { LocalGraph } from './exploration/local-graph.ts';
import { type BetweenQuestion, searchBetween } from './exploration/search-between.ts';
import type { GraphStore } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type Path = {
  readonly length: number;
  readonly strength: number;
  readonly nodes: readonly Entity[];
  readonly links: readonly DrawnLink[];
};

export async function findPaths(
  { principal, graph }: Reader,
  question: BetweenQuestion,
): Promise<Result<readonly Path[], Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const ends = await graph.entities([question.from, question.to]);
  if (ends.includes(null)) return ok([]);
  const { local, paths } = await searchBetween(graph, question);
  return ok(await describePaths(graph, { local, paths }));
}

type Searched = { readonly local: LocalGraph; readonly paths: readonly KeyPath[] };

/** Key paths with their entities and, for each step, the strongest link that ties it. */
export async function describePaths(graph: GraphStore, { local, paths }: Searched): Promise<readonly Path[]> {
  const entities = await entitiesOn(graph, { local, paths });
  return paths.map(({ keys, strength }) => ({
    length: keys.length - 1,
    strength: Math.round(strength * 1e6) / 1e6,
    nodes: keys.flatMap((key) => entities.get(key) ?? []),
    links: keys.slice(1).flatMap((key, i) => local.link(keys[i] ?? '', key) ?? []),
  }));
}

async function entitiesOn(graph: GraphStore, { local, paths }: Searched): Promise<ReadonlyMap<string, Entity>> {
  const refs = new Map<string, EntityRef>();
  for (const { keys } of paths) {
    for (const key of keys) {
      const ref = local.refs.get(key);
      if (ref) refs.set(key, ref);
    }
  }
  const found = await graph.entities([...refs.values()]);
  return new Map(found.flatMap((entity) => (entity ? [[entityKey(entity), entity] as const] : [])));
}

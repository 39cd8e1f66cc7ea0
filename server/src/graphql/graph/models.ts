/**
 * What the graph's types hold between two resolvers. A link is handed over with its two ends and its id in place: most
 * of a picture is links, and a field that is simply there costs a fraction of one that is resolved.
 */
import type { Path } from '../../application/find-paths.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { DrawnLink, Entity, Subgraph } from '../../domain/graph-view.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { Loaders } from '../loaders.ts';
import { toLinkId } from '../shared/global-id.ts';
import { loadEntities } from '../shared/load-entities.ts';

export type LinkModel = {
  readonly id: string;
  readonly type: DrawnLink['type'];
  readonly from: Entity;
  readonly to: Entity;
  readonly firstSeen: TimePoint | null;
  readonly lastSeen: TimePoint | null;
  readonly count: number;
  readonly sources: readonly string[];
  readonly strength: number;
  readonly link: DrawnLink;
};
export type SubgraphModel = Omit<Subgraph, 'links'> & { readonly links: readonly LinkModel[] };
export type PathModel = Omit<Path, 'links'> & { readonly links: readonly LinkModel[] };

type FindEnd = (ref: EntityRef) => Entity;

export async function toSubgraph(
  { nodes, links, truncated, omittedNodes }: Subgraph,
  loaders: Loaders,
): Promise<SubgraphModel> {
  return { nodes, links: await toLinks(links, { nodes, loaders }), truncated, omittedNodes };
}

export async function toPath({ length, strength, nodes, links }: Path, loaders: Loaders): Promise<PathModel> {
  return { length, strength, nodes, links: await toLinks(links, { nodes, loaders }) };
}

type Known = { readonly nodes: readonly Entity[]; readonly loaders: Loaders };

/** Ends that are not among the known nodes are looked up, all in one call. */
export async function toLinks(links: readonly DrawnLink[], { nodes, loaders }: Known): Promise<readonly LinkModel[]> {
  const known = new Map<string, Entity>();
  for (const node of nodes) known.set(entityKey(node), node);
  const missing = new Map<string, EntityRef>();
  for (const { from, to } of links) {
    if (!known.has(entityKey(from))) missing.set(entityKey(from), from);
    if (!known.has(entityKey(to))) missing.set(entityKey(to), to);
  }
  const loaded = await loadEntities([...missing.values()], { loaders });
  for (const entity of loaded) known.set(entityKey(entity), entity);
  const find: FindEnd = (ref) => {
    const end = known.get(entityKey(ref));
    if (!end) throw new Error('an end of a link was neither known nor looked up');
    return end;
  };
  return links.map((link) => toLink(link, find));
}

function toLink(link: DrawnLink, find: FindEnd): LinkModel {
  const from = find(link.from);
  const to = find(link.to);
  return {
    id: toLinkId(link.type, from, to),
    type: link.type,
    from,
    to,
    firstSeen: link.firstSeen,
    lastSeen: link.lastSeen,
    count: link.count,
    sources: link.sources,
    strength: link.strength,
    link,
  };
}

/** What the graph's types hold between two resolvers. */
import type { Path } from '../../application/find-paths.ts';
import { entityKey } from '../../application/ports/case-store.ts';
import type { DrawnLink, Entity, Subgraph } from '../../domain/graph-view.ts';

/** A link that already knows its two ends does not ask for them again. */
export type LinkModel = DrawnLink & { readonly ends?: { readonly from: Entity; readonly to: Entity } };
export type SubgraphModel = Omit<Subgraph, 'links'> & { readonly links: readonly LinkModel[] };
export type PathModel = Omit<Path, 'links'> & { readonly links: readonly LinkModel[] };

export const toSubgraph = (subgraph: Subgraph): SubgraphModel => ({
  ...subgraph,
  links: withEnds(subgraph.links, subgraph.nodes),
});

export const toPath = (path: Path): PathModel => ({ ...path, links: withEnds(path.links, path.nodes) });

function withEnds(links: readonly DrawnLink[], nodes: readonly Entity[]): readonly LinkModel[] {
  const known = new Map(nodes.map((node) => [entityKey(node), node]));
  return links.map((link) => {
    const from = known.get(entityKey(link.from));
    const to = known.get(entityKey(link.to));
    return from && to ? { ...link, ends: { from, to } } : link;
  });
}

/** From what the server answers to what the board holds. */
import type { BoardLink, BoardNode, NodeKey } from '../exploration/board-state.ts';
import { entityKey } from '../exploration/board-state.ts';
import { type MemberRole, parseKind } from '../exploration/vocabulary.ts';
import type { EntityRef, EntitySummary, Link, LinkTypeCount, Subgraph } from './shapes.ts';

export const toKey = (ref: EntityRef): NodeKey => entityKey(ref.kind, ref.externalId);

/** Back from `KIND:externalId`; null for anything else (an address typed by hand). */
export function parseKey(key: string): EntityRef | null {
  const colon = key.indexOf(':');
  const kind = colon < 0 ? null : parseKind(key.slice(0, colon));
  const externalId = key.slice(colon + 1);
  return kind === null || externalId === '' ? null : { kind, externalId };
}

type Known = EntitySummary & { readonly linkCounts?: readonly LinkTypeCount[] };

export const toBoardNode = (entity: Known, roles?: ReadonlyMap<NodeKey, MemberRole>): BoardNode => {
  const key = toKey(entity);
  const role = roles?.get(key);
  return {
    key,
    kind: entity.kind,
    externalId: entity.externalId,
    label: entity.label,
    status: entity.status,
    riskLabel: entity.riskLabel,
    linkCount: entity.linkCount,
    ...(entity.linkCounts ? { linkCounts: entity.linkCounts } : {}),
    ...(role ? { role, memberOfRing: true } : {}),
  };
};

export const toBoardLink = (link: Link): BoardLink => ({ ...link, from: toKey(link.from), to: toKey(link.to) });

export const toBoardParts = (
  subgraph: Pick<Subgraph, 'nodes' | 'links'>,
  roles?: ReadonlyMap<NodeKey, MemberRole>,
) => ({
  nodes: subgraph.nodes.map((node) => toBoardNode(node, roles)),
  links: subgraph.links.map(toBoardLink),
});

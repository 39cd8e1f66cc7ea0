/**
 * Hubs: identifiers and things so widely used that being tied to one says little. What hangs on them alone is folded
 * into them until the investigator opens them.
 */
import { adjacencyOf, leavesOf } from './adjacency.ts';
import type { BoardNode, BoardState, NodeKey } from './board-state.ts';
import { type EntityKind, isActor } from './vocabulary.ts';

/** Links from which a kind counts as a hub here: a card of fifty accounts is odd, a public network of fifty is not. */
const HUB_LINKS: Readonly<Partial<Record<EntityKind, number>>> = {
  DEVICE: 50,
  PAYMENT_INSTRUMENT: 50,
  PAYOUT_ACCOUNT: 50,
  PHONE: 50,
  EMAIL: 50,
  IDENTITY_DOCUMENT: 50,
  BUSINESS_REGISTRATION: 50,
  FINGERPRINT: 100,
  ADDRESS: 100,
  IP_ADDRESS: 100,
  WAREHOUSE: 200,
};
const DEFAULT_HUB_LINKS = 200;

export const hubThreshold = (kind: EntityKind): number => HUB_LINKS[kind] ?? DEFAULT_HUB_LINKS;

/** Actors are never hubs: a busy seller is someone, and what hangs on them may be the scheme. */
export const isHub = (node: BoardNode): boolean =>
  !isActor(node.kind) && node.memberOfRing !== true && node.linkCount >= hubThreshold(node.kind);

export type FoldedHub = {
  readonly key: NodeKey;
  readonly linkCount: number;
  readonly threshold: number;
  /** On the board, and not drawn because they hang on this hub alone. */
  readonly folded: readonly NodeKey[];
};

const staysDrawn = (state: BoardState, key: NodeKey): boolean =>
  state.selection.has(key) ||
  state.pinned.has(key) ||
  state.nodes.get(key)?.memberOfRing === true ||
  state.nodes.get(key)?.riskLabel === 'CONFIRMED_FRAUD' ||
  state.filters.focus?.nodes.has(key) === true;

/** The hubs drawn collapsed, by key. */
export const foldedHubs = (state: BoardState): ReadonlyMap<NodeKey, FoldedHub> => {
  const hubs = new Map<NodeKey, FoldedHub>();
  const adjacency = adjacencyOf(state.links);
  for (const node of state.nodes.values()) {
    if (!isHub(node) || state.openedHubs.has(node.key)) continue;
    const folded = leavesOf(adjacency, node.key).filter((key) => !staysDrawn(state, key));
    hubs.set(node.key, { key: node.key, linkCount: node.linkCount, threshold: hubThreshold(node.kind), folded });
  }
  return hubs;
};

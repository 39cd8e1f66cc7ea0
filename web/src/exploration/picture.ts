/**
 * What is drawn of the board: the one-way pipeline from everything known to the nodes and links on the canvas and in
 * the table. Nothing is dropped without a count: every reason for leaving something out has its own number.
 */
import type { BoardLink, BoardNode, BoardState, NodeKey } from './board-state.ts';
import { type FoldedHub, foldedHubs } from './hub.ts';

export const DRAWN_NODES_LIMIT = 2_000;
export const DRAWN_LINKS_LIMIT = 8_000;

export type Picture = {
  /** In the order of their keys and ids. */
  readonly nodes: readonly BoardNode[];
  readonly links: readonly BoardLink[];
  readonly hubs: ReadonlyMap<NodeKey, FoldedHub>;
  /** Left out because the picture holds no more than the limits. */
  readonly leftOut: { readonly nodes: number; readonly links: number };
  readonly foldedNodes: number;
  readonly filteredNodes: number;
  readonly hiddenNodes: number;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const strongestLink = (links: Iterable<BoardLink>): ReadonlyMap<NodeKey, number> => {
  const strongest = new Map<NodeKey, number>();
  for (const link of links) {
    for (const key of [link.from, link.to]) strongest.set(key, Math.max(strongest.get(key) ?? 0, link.strength));
  }
  return strongest;
};

/** Ring members first, then what is selected, what is confirmed fraud, what is tied most strongly, and the key. */
const byImportance = (state: BoardState, links: readonly BoardLink[]) => {
  const strongest = strongestLink(links);
  const rank = (node: BoardNode): number =>
    (node.memberOfRing ? 4 : 0) +
    (state.selection.has(node.key) || state.filters.focus?.nodes.has(node.key) ? 2 : 0) +
    (node.riskLabel === 'CONFIRMED_FRAUD' ? 1 : 0);
  return (a: BoardNode, b: BoardNode): number =>
    rank(b) - rank(a) || (strongest.get(b.key) ?? 0) - (strongest.get(a.key) ?? 0) || compare(a.key, b.key);
};

const keepNodes = (state: BoardState, nodes: readonly BoardNode[], links: readonly BoardLink[]) =>
  nodes.length <= DRAWN_NODES_LIMIT ? nodes : nodes.toSorted(byImportance(state, links)).slice(0, DRAWN_NODES_LIMIT);

const keepLinks = (state: BoardState, links: readonly BoardLink[]): readonly BoardLink[] => {
  if (links.length <= DRAWN_LINKS_LIMIT) return links;
  const inFocus = (link: BoardLink) => (state.filters.focus?.links.has(link.id) ? 1 : 0);
  const byStrength = (a: BoardLink, b: BoardLink) =>
    inFocus(b) - inFocus(a) || b.strength - a.strength || compare(a.id, b.id);
  return links.toSorted(byStrength).slice(0, DRAWN_LINKS_LIMIT);
};

const draw = (state: BoardState): Picture => {
  const hubs = foldedHubs(state);
  const folded = new Set([...hubs.values()].flatMap((hub) => hub.folded));
  const counts = { hidden: 0, filtered: 0, folded: 0 };
  const candidates: BoardNode[] = [];
  for (const node of state.nodes.values()) {
    if (state.hiddenNodes.has(node.key)) counts.hidden += 1;
    else if (state.filters.hiddenKinds.has(node.kind)) counts.filtered += 1;
    else if (folded.has(node.key)) counts.folded += 1;
    else candidates.push(node);
  }
  const candidateKeys = new Set(candidates.map((node) => node.key));
  const candidateLinks = [...state.links.values()].filter(
    (link) =>
      !state.filters.hiddenLinkTypes.has(link.type) && candidateKeys.has(link.from) && candidateKeys.has(link.to),
  );
  const nodes = keepNodes(state, candidates, candidateLinks);
  const drawnKeys = new Set(nodes.map((node) => node.key));
  const links = keepLinks(
    state,
    candidateLinks.filter((link) => drawnKeys.has(link.from) && drawnKeys.has(link.to)),
  );
  return {
    nodes: nodes.toSorted((a, b) => compare(a.key, b.key)),
    links: links.toSorted((a, b) => compare(a.id, b.id)),
    hubs,
    leftOut: { nodes: candidates.length - nodes.length, links: candidateLinks.length - links.length },
    foldedNodes: counts.folded,
    filteredNodes: counts.filtered,
    hiddenNodes: counts.hidden,
  };
};

const drawn = new WeakMap<BoardState, Picture>();

/** Canvas, legend and table ask for the same state in turn: it is worked out once. */
export const pictureOf = (state: BoardState): Picture => {
  const known = drawn.get(state);
  if (known) return known;
  const picture = draw(state);
  drawn.set(state, picture);
  return picture;
};

/** Changes of what is on the board: `(arguments) => (state) => state`, pure, recorded in the history by the store. */
import { adjacencyOf, leavesOf } from './adjacency.ts';
import {
  type BoardLink,
  type BoardNode,
  type BoardState,
  type BoardStep,
  type NodeKey,
  type Point,
  type Producer,
  toProducer,
} from './board-state.ts';
import type { LayoutName, LinkType } from './vocabulary.ts';

export type SubgraphToAdd = {
  readonly nodes: readonly BoardNode[];
  readonly links: readonly BoardLink[];
  /** The expanded node: what is new starts at its place. Left out when the board is first filled. */
  readonly parent?: NodeKey;
  /** The type the expansion was limited to. */
  readonly linkType?: LinkType;
  readonly omittedNodes?: number;
};

type Contents = Pick<BoardState, 'nodes' | 'links' | 'parents'>;

const mergeNodes = (state: BoardState, added: readonly BoardNode[]): ReadonlyMap<NodeKey, BoardNode> => {
  const nodes = new Map(state.nodes);
  // Spread over the known node: an expansion knows nothing of roles, and must not take them away.
  for (const node of added) nodes.set(node.key, { ...nodes.get(node.key), ...node });
  return nodes;
};

const mergeLinks = (
  state: BoardState,
  nodes: ReadonlyMap<NodeKey, BoardNode>,
  added: readonly BoardLink[],
): ReadonlyMap<string, BoardLink> => {
  const links = new Map(state.links);
  for (const link of added) if (nodes.has(link.from) && nodes.has(link.to)) links.set(link.id, link);
  return links;
};

const withAdded = (state: BoardState, subgraph: SubgraphToAdd): Contents => {
  const nodes = mergeNodes(state, subgraph.nodes);
  const links = mergeLinks(state, nodes, subgraph.links);
  const parents = new Map(state.parents);
  if (subgraph.parent !== undefined) {
    for (const { key } of subgraph.nodes) if (!state.nodes.has(key)) parents.set(key, subgraph.parent);
  }
  return { nodes, links, parents };
};

const withoutKeys = <T>(map: ReadonlyMap<NodeKey, T>, keys: ReadonlySet<NodeKey>): ReadonlyMap<NodeKey, T> =>
  new Map([...map].filter(([key]) => !keys.has(key)));

const difference = <T>(set: ReadonlySet<T>, remove: ReadonlySet<T>): ReadonlySet<T> =>
  new Set([...set].filter((item) => !remove.has(item)));

/** Nodes and links from the server. With a parent it is an expansion, without one the first picture. */
export const addSubgraph = (subgraph: SubgraphToAdd): Producer =>
  toProducer(subgraph.parent === undefined ? 'fill' : 'expand', (state) => {
    const contents = withAdded(state, subgraph);
    if (subgraph.parent === undefined) {
      const omittedNodes = subgraph.omittedNodes ?? 0;
      return { ...state, ...contents, cut: omittedNodes > 0 ? { omittedNodes } : state.cut };
    }
    const step: BoardStep = { action: 'expand', key: subgraph.parent, linkType: subgraph.linkType ?? null };
    // What was hidden by hand comes back when it is asked for again.
    const hiddenNodes = difference(state.hiddenNodes, new Set(subgraph.nodes.map((node) => node.key)));
    return { ...state, ...contents, hiddenNodes, steps: [...state.steps, step] };
  });

export type PathToShow = {
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly nodes: readonly BoardNode[];
  readonly links: readonly BoardLink[];
  readonly label: string;
};

/** A path between two things: added where it is missing, and put into focus. */
export const showPath = (path: PathToShow): Producer =>
  toProducer('path', (state) => {
    const contents = withAdded(state, { nodes: path.nodes, links: path.links, parent: path.from });
    const nodes = new Set(path.nodes.map((node) => node.key));
    const focus = {
      id: `path:${path.from}>${path.to}`,
      label: path.label,
      nodes,
      links: new Set(path.links.map((link) => link.id)),
    };
    return {
      ...state,
      ...contents,
      hiddenNodes: difference(state.hiddenNodes, nodes),
      steps: [...state.steps, { action: 'path', from: path.from, to: path.to }],
      filters: { ...state.filters, focus },
    };
  });

const removable = (state: BoardState, key: NodeKey): ReadonlySet<NodeKey> =>
  new Set(leavesOf(adjacencyOf(state.links), key).filter((leaf) => state.nodes.get(leaf)?.memberOfRing !== true));

/** How many nodes `collapse` would take off the board. */
export const collapsibleCount = (state: BoardState, key: NodeKey): number => removable(state, key).size;

/** Takes a node's leaf neighbours off the board, back into it. Members of the ring in question stay. */
export const collapse = (key: NodeKey): Producer =>
  toProducer('collapse', (state) => {
    const gone = removable(state, key);
    if (gone.size === 0) return state;
    return {
      ...state,
      nodes: withoutKeys(state.nodes, gone),
      links: new Map([...state.links].filter(([, link]) => !gone.has(link.from) && !gone.has(link.to))),
      parents: withoutKeys(state.parents, gone),
      pinned: withoutKeys(state.pinned, gone),
      hiddenNodes: difference(state.hiddenNodes, gone),
      selection: difference(state.selection, gone),
      steps: [...state.steps, { action: 'collapse', key }],
    };
  });

/** Hidden nodes stay on the board, and in the count of what is not drawn, until they are shown again. */
export const hide = (keys: Iterable<NodeKey>): Producer =>
  toProducer('hide', (state) => {
    const hidden = new Set([...keys].filter((key) => state.nodes.has(key) && !state.hiddenNodes.has(key)));
    if (hidden.size === 0) return state;
    return {
      ...state,
      hiddenNodes: new Set([...state.hiddenNodes, ...hidden]),
      selection: difference(state.selection, hidden),
    };
  });

export const showHidden = (): Producer =>
  toProducer('showHidden', (state) => (state.hiddenNodes.size === 0 ? state : { ...state, hiddenNodes: new Set() }));

export const pin = (places: ReadonlyMap<NodeKey, Point>): Producer =>
  toProducer('pin', (state) => {
    const known = [...places].filter(([key]) => state.nodes.has(key));
    return known.length === 0 ? state : { ...state, pinned: new Map([...state.pinned, ...known]) };
  });

export const unpin = (keys: Iterable<NodeKey>): Producer =>
  toProducer('unpin', (state) => {
    const released = new Set([...keys].filter((key) => state.pinned.has(key)));
    return released.size === 0 ? state : { ...state, pinned: withoutKeys(state.pinned, released) };
  });

/** Shows what a hub holds; called again it folds it back. */
export const toggleHub = (key: NodeKey): Producer =>
  toProducer('openHub', (state) => {
    const openedHubs = new Set(state.openedHubs);
    if (!openedHubs.delete(key)) openedHubs.add(key);
    return { ...state, openedHubs };
  });

export const setLayout = (layout: LayoutName): Producer =>
  toProducer('layout', (state) => (state.layout === layout ? state : { ...state, layout }));

/** Who is tied to whom on the board. Computed once for each set of links: the sets are never changed in place. */
import type { BoardLink, NodeKey } from './board-state.ts';

export type Adjacency = ReadonlyMap<NodeKey, readonly BoardLink[]>;

const computed = new WeakMap<ReadonlyMap<string, BoardLink>, Adjacency>();

export const adjacencyOf = (links: ReadonlyMap<string, BoardLink>): Adjacency => {
  const known = computed.get(links);
  if (known) return known;
  const adjacency = new Map<NodeKey, BoardLink[]>();
  const append = (key: NodeKey, link: BoardLink) => {
    const list = adjacency.get(key);
    if (list) list.push(link);
    else adjacency.set(key, [link]);
  };
  for (const link of links.values()) {
    append(link.from, link);
    if (link.to !== link.from) append(link.to, link);
  }
  computed.set(links, adjacency);
  return adjacency;
};

const otherEnd = (link: BoardLink, key: NodeKey): NodeKey => (link.from === key ? link.to : link.from);

/** In the order of their keys, so that walking through them is the same every time. */
export const neighboursOf = (adjacency: Adjacency, key: NodeKey): readonly NodeKey[] => {
  const neighbours = new Set<NodeKey>();
  for (const link of adjacency.get(key) ?? []) neighbours.add(otherEnd(link, key));
  neighbours.delete(key);
  return [...neighbours].sort();
};

/** Neighbours on the board that hang on this node alone. */
export const leavesOf = (adjacency: Adjacency, key: NodeKey): readonly NodeKey[] =>
  neighboursOf(adjacency, key).filter((neighbour) =>
    (adjacency.get(neighbour) ?? []).every((link) => otherEnd(link, neighbour) === key || link.from === link.to),
  );

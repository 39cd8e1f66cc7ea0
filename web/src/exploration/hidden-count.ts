/** How much of a node's surroundings is not on the board yet: what an expansion could add. */
import { adjacencyOf } from './adjacency.ts';
import type { BoardLink, BoardNode, BoardState, LinkTypeCount } from './board-state.ts';
import type { LinkType } from './vocabulary.ts';

export type HiddenCount = {
  readonly total: number;
  /** Only types with something still hidden, the most first. Empty when the counts by type are not known. */
  readonly byType: readonly LinkTypeCount[];
};

const byCountThenType = (a: LinkTypeCount, b: LinkTypeCount): number => b.count - a.count || (a.type < b.type ? -1 : 1);

const countByType = (links: readonly BoardLink[]): ReadonlyMap<LinkType, number> => {
  const counts = new Map<LinkType, number>();
  for (const link of links) counts.set(link.type, (counts.get(link.type) ?? 0) + 1);
  return counts;
};

/** Never negative: the board may know of links that came after the counts were taken. */
export const hiddenCount = (node: BoardNode, state: Pick<BoardState, 'links'>): HiddenCount => {
  const onBoard = adjacencyOf(state.links).get(node.key) ?? [];
  if (!node.linkCounts) return { total: Math.max(0, node.linkCount - onBoard.length), byType: [] };
  const shown = countByType(onBoard);
  const byType = node.linkCounts
    .map(({ type, count }) => ({ type, count: Math.max(0, count - (shown.get(type) ?? 0)) }))
    .filter(({ count }) => count > 0)
    .sort(byCountThenType);
  return { total: byType.reduce((sum, { count }) => sum + count, 0), byType };
};

/** How many of each kind and type the board holds, for the legend. Pure. */
import type { BoardState } from '../exploration/board-state.ts';
import { ENTITY_KINDS, type EntityKind, LINK_TYPES, type LinkType } from '../exploration/vocabulary.ts';

const tally = <T>(items: Iterable<T>): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

export type Counted<T> = { readonly of: T; readonly count: number };

const inOrder = <T>(order: readonly T[], counts: ReadonlyMap<T, number>): readonly Counted<T>[] =>
  order.flatMap((of) => {
    const count = counts.get(of);
    return count === undefined ? [] : [{ of, count }];
  });

/** Of the whole board, filtered or not: a legend must offer what it has hidden. */
export const kindsOnBoard = (state: Pick<BoardState, 'nodes'>): readonly Counted<EntityKind>[] =>
  inOrder(ENTITY_KINDS, tally([...state.nodes.values()].map((node) => node.kind)));

export const linkTypesOnBoard = (state: Pick<BoardState, 'links'>): readonly Counted<LinkType>[] =>
  inOrder(LINK_TYPES, tally([...state.links.values()].map((link) => link.type)));

/** The commonest of a list and what is filtered out of the picture, in the list's own order. */
export const commonest = <T>(
  counted: readonly Counted<T>[],
  most: number,
  always: ReadonlySet<T>,
): readonly Counted<T>[] => {
  const kept = new Set(
    counted
      .toSorted((a, b) => b.count - a.count)
      .slice(0, most)
      .map(({ of }) => of),
  );
  return counted.filter(({ of }) => kept.has(of) || always.has(of));
};

/** The question put to a layout and its answer: plain values, so that they can cross to the worker. */
import type { Point } from '../../exploration/board-state.ts';
import type { KindGroup, LayoutName } from '../../exploration/vocabulary.ts';

type NodeToPlace = {
  readonly key: string;
  readonly group: KindGroup;
  /** Lower comes first where a layout has an order: organisers, then core members, and so on. */
  readonly rank: number;
  readonly radius: number;
  /** Where it is; null when it is new. */
  readonly at: Point | null;
  /** Stays where it is. */
  readonly fixed: boolean;
  /** Index of the node it was expanded from; -1 when it has none. */
  readonly parent: number;
  /** First seen, in milliseconds; null when unknown. */
  readonly time: number | null;
};

type LinkToPlace = { readonly from: number; readonly to: number; readonly weight: number };

export type Arrangement = {
  readonly layout: LayoutName;
  /** In the order of their keys: the same board gives the same picture. */
  readonly nodes: readonly NodeToPlace[];
  readonly links: readonly LinkToPlace[];
  /** What a radial layout goes around; empty lets it choose. */
  readonly centre: readonly number[];
  /** What the first force layout of this board stretched its result by; null when there was none. */
  readonly scale: number | null;
};

export type Guide =
  | { readonly kind: 'lane' | 'band'; readonly group: KindGroup; readonly at: Point }
  | { readonly kind: 'hops'; readonly hops: number; readonly at: Point; readonly radius: number }
  | { readonly kind: 'time'; readonly time: number; readonly withHours: boolean; readonly at: Point }
  | { readonly kind: 'unknownTime'; readonly at: Point };

/** The corners a camera must show to show the guides. */
export const guidePoints = (guides: readonly Guide[]): readonly Point[] =>
  guides.flatMap((guide) =>
    guide.kind === 'hops'
      ? [
          { x: -guide.radius, y: -guide.radius },
          { x: guide.radius, y: guide.radius },
        ]
      : [guide.at],
  );

export type Arranged = {
  readonly places: readonly Point[];
  readonly guides: readonly Guide[];
  readonly scale: number | null;
};

export const neighbourLists = (arrangement: Arrangement): readonly (readonly number[])[] => {
  const lists: Set<number>[] = arrangement.nodes.map(() => new Set());
  for (const { from, to } of arrangement.links) {
    if (from === to) continue;
    lists[from]?.add(to);
    lists[to]?.add(from);
  }
  return lists.map((list) => [...list].sort((a, b) => a - b));
};

/** Fixed nodes stay where they are, whatever a layout says. */
export const respectFixed = (arrangement: Arrangement, places: readonly Point[]): readonly Point[] =>
  places.map((place, index) => {
    const node = arrangement.nodes[index];
    return node?.fixed && node.at ? node.at : place;
  });

/** From the picture to the question a layout answers. Pure. */
import type { BoardLink, BoardNode, BoardState, NodeKey, Point } from '../exploration/board-state.ts';
import type { Picture } from '../exploration/picture.ts';
import { groupOfKind, type MemberRole } from '../exploration/vocabulary.ts';
import { sizeOfNode } from './appearance.ts';
import { FAR_SIZE_POWER } from './camera.ts';
import type { Arrangement } from './layout/arrangement.ts';

const RANK_OF_ROLE: Readonly<Record<MemberRole, number>> = { ORGANISER: 0, CORE: 1, MULE: 2, ASSOCIATE: 3, VICTIM: 4 };
const RANK_OF_MEMBER = 5;
const RANK_OF_OTHERS = 6;
/** Board units for a pixel of a node's size when a small board fills the view. */
const ROOM_PER_PIXEL = 2.1;
/** A large board is seen from further away, where nodes are drawn larger against the board (see camera.ts). */
const SMALL_BOARD = 70;

const roomPerPixel = (order: number): number =>
  ROOM_PER_PIXEL * Math.max(1, Math.sqrt(order / SMALL_BOARD)) ** (1 - FAR_SIZE_POWER);

const rankOf = (node: BoardNode): number => {
  if (node.role) return RANK_OF_ROLE[node.role];
  return node.memberOfRing ? RANK_OF_MEMBER : RANK_OF_OTHERS;
};

const firstSeenByNode = (links: Iterable<BoardLink>): ReadonlyMap<NodeKey, number> => {
  const firstSeen = new Map<NodeKey, number>();
  for (const link of links) {
    const time = link.firstSeen === null ? Number.NaN : Date.parse(link.firstSeen);
    if (Number.isNaN(time)) continue;
    for (const key of [link.from, link.to]) firstSeen.set(key, Math.min(firstSeen.get(key) ?? time, time));
  }
  return firstSeen;
};

export type PlacesKnown = {
  readonly placeOf: (key: NodeKey) => Point | undefined;
  /** Pinned nodes are always fixed; others when the layout lets what is there stay. */
  readonly keepPlaced: boolean;
  readonly scale: number | null;
};

export const toArrangement = (state: BoardState, picture: Picture, known: PlacesKnown): Arrangement => {
  const indexOf = new Map(picture.nodes.map((node, index) => [node.key, index]));
  const firstSeen = firstSeenByNode(state.links.values());
  const room = roomPerPixel(picture.nodes.length);
  return {
    layout: state.layout,
    nodes: picture.nodes.map((node) => {
      const at = state.pinned.get(node.key) ?? known.placeOf(node.key) ?? null;
      return {
        key: node.key,
        group: groupOfKind(node.kind),
        rank: rankOf(node),
        radius: sizeOfNode(node) * room,
        at,
        fixed: state.pinned.has(node.key) || (known.keepPlaced && at !== null),
        parent: indexOf.get(state.parents.get(node.key) ?? '') ?? -1,
        time: firstSeen.get(node.key) ?? null,
      };
    }),
    links: picture.links.flatMap(({ from, to, strength }) => {
      const fromIndex = indexOf.get(from);
      const toIndex = indexOf.get(to);
      return fromIndex === undefined || toIndex === undefined
        ? []
        : [{ from: fromIndex, to: toIndex, weight: 0.1 + strength }];
    }),
    centre: [...state.selection].map((key) => indexOf.get(key)).filter((index) => index !== undefined),
    scale: known.scale,
  };
};

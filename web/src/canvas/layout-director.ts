/**
 * Decides when a board is laid out again and moves its nodes. The clusters stay as they are while the board changes:
 * only what has no place yet settles. The other layouts follow from the board and are worked out anew.
 */
import type { BoardState, NodeKey, Point } from '../exploration/board-state.ts';
import type { Picture } from '../exploration/picture.ts';
import type { BoardGraph } from './board-graph.ts';
import type { Arranged, Guide } from './layout/arrangement.ts';
import type { LayoutClient } from './layout/layout-client.ts';
import type { Places } from './places.ts';
import { toArrangement } from './to-arrangement.ts';
import { moveTo, prefersReducedMotion } from './tween.ts';

type Scene = { readonly state: BoardState; readonly picture: Picture };

export type LayoutDirector = {
  readonly update: (scene: Scene) => void;
  readonly rearrange: () => void;
  readonly dispose: () => void;
};

export type DirectorParts = {
  readonly graph: BoardGraph;
  readonly places: Places;
  readonly client: LayoutClient;
  readonly onGuides: (guides: readonly Guide[]) => void;
  readonly onArranging: (isArranging: boolean) => void;
  /** Where everything is going to stand, when it is a new picture: the camera follows. */
  readonly onNewPicture: (points: readonly Point[], guides: readonly Guide[]) => void;
};

const signatureOf = ({ state, picture }: Scene): string => {
  const nodes = picture.nodes.map((node) => node.key).join('\n');
  // Clusters do not move when a link is filtered out; lanes, rings and time follow the links.
  return state.layout === 'force' ? nodes : `${nodes}\n\n${picture.links.map((link) => link.id).join('\n')}`;
};

export const createLayoutDirector = (parts: DirectorParts): LayoutDirector => {
  const { graph, places, client } = parts;
  let shown: { readonly scene: Scene; readonly signature: string } | null = null;
  let scale: number | null = null;
  let stopMove: () => void = () => undefined;
  let hasPicture = false;

  const move = (targets: ReadonlyMap<NodeKey, Point>) => {
    stopMove();
    const animate = hasPicture && !prefersReducedMotion();
    stopMove = moveTo(graph, targets, { animate, onDone: () => undefined });
    hasPicture ||= targets.size > 0;
  };

  const targetsOf = ({ state, picture }: Scene): ReadonlyMap<NodeKey, Point> => {
    const targets = new Map<NodeKey, Point>();
    for (const { key } of picture.nodes) {
      const place = state.pinned.get(key) ?? places.of(state.layout, key);
      if (place) targets.set(key, place);
    }
    return targets;
  };

  const accept = (scene: Scene, arranged: Arranged, isNewPicture: boolean) => {
    if (scene.state.layout === 'force') scale = arranged.scale;
    const found = new Map<NodeKey, Point>();
    for (const [index, node] of scene.picture.nodes.entries()) {
      const place = arranged.places[index];
      if (place) found.set(node.key, place);
    }
    places.remember(scene.state.layout, found);
    parts.onGuides(arranged.guides);
    parts.onArranging(false);
    // Since the question was asked something may have been pinned or filtered: the latest board decides.
    const targets = targetsOf(shown?.scene ?? scene);
    move(targets);
    if (isNewPicture) parts.onNewPicture([...targets.values()], arranged.guides);
  };

  const ask = (scene: Scene, isNewPicture: boolean) => {
    parts.onArranging(true);
    const { layout } = scene.state;
    const isFirst = layout !== 'force' || scale === null;
    const question = toArrangement(scene.state, scene.picture, {
      placeOf: (key) => (layout === 'force' ? places.of('force', key) : undefined),
      keepPlaced: !isFirst,
      scale: layout === 'force' ? scale : null,
    });
    void client.arrange(question).then((arranged) => {
      if (arranged) accept(scene, arranged, isNewPicture);
    });
  };

  const isPlaced = ({ state, picture }: Scene): boolean =>
    state.layout === 'force' &&
    scale !== null &&
    picture.nodes.every(({ key }) => state.pinned.has(key) || places.of('force', key));

  const update = (scene: Scene) => {
    const before = shown;
    const signature = signatureOf(scene);
    shown = { scene, signature };
    const isNewPicture = before?.scene.state.layout !== scene.state.layout || before.scene.picture.nodes.length === 0;
    if (scene.picture.nodes.length === 0) return;
    const isSame = !isNewPicture && before?.signature === signature;
    if (isSame && before?.scene.state.pinned === scene.state.pinned) return;
    if (isSame) {
      move(targetsOf(scene));
      return;
    }
    if (!isPlaced(scene)) {
      ask(scene, isNewPicture);
      return;
    }
    parts.onGuides([]);
    const targets = targetsOf(scene);
    move(targets);
    if (isNewPicture) parts.onNewPicture([...targets.values()], []);
  };

  return {
    update,
    rearrange: () => {
      if (!shown) return;
      places.forget(shown.scene.state.layout);
      scale = shown.scene.state.layout === 'force' ? null : scale;
      ask(shown.scene, true);
    },
    dispose: () => {
      stopMove();
      client.dispose();
    },
  };
};

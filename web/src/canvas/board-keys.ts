/** The keys of the board, the same on the canvas and in its tables. Pure except for what it asks of the store. */
import { adjacencyOf, neighboursOf } from '../exploration/adjacency.ts';
import { collapse, hide, pin, setLayout, unpin } from '../exploration/board-producers.ts';
import type { NodeKey, Point } from '../exploration/board-state.ts';
import type { BoardStore } from '../exploration/board-store.ts';
import { clearFocus, clearSelection, select } from '../exploration/look-producers.ts';
import { pictureOf } from '../exploration/picture.ts';
import { LAYOUTS } from '../exploration/vocabulary.ts';
import type { Expand } from './canvas-context.tsx';
import { canvasHandle } from './canvas-handle.ts';

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

const VECTORS: Readonly<Record<Direction, Point>> = {
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

const DIRECTIONS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const satisfies readonly Direction[];
const parseDirection = (key: string): Direction | null => DIRECTIONS.find((direction) => direction === key) ?? null;

/** The one that lies most in that direction, near ones first; null when none lies there. */
export const nextInDirection = (
  from: Point,
  candidates: ReadonlyMap<NodeKey, Point>,
  direction: Direction,
): NodeKey | null => {
  const vector = VECTORS[direction];
  let best: { readonly key: NodeKey; readonly cost: number } | null = null;
  for (const [key, place] of candidates) {
    const dx = place.x - from.x;
    const dy = place.y - from.y;
    const ahead = dx * vector.x + dy * vector.y;
    const aside = Math.abs(dx * vector.y - dy * vector.x);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const cost = ahead + aside * 2;
    if (best === null || cost < best.cost) best = { key, cost };
  }
  return best?.key ?? null;
};

const moveSelection = (store: BoardStore, direction: Direction): void => {
  const state = store.getState();
  const { nodes } = pictureOf(state);
  const current = [...state.selection].at(-1);
  const places =
    canvasHandle(store)
      .getState()
      .commands?.placesOf(nodes.map((node) => node.key)) ?? new Map();
  const from = current === undefined ? undefined : places.get(current);
  if (current === undefined || from === undefined) {
    const first =
      nodes.find((node) => node.role === 'ORGANISER') ?? nodes.find((node) => node.memberOfRing) ?? nodes[0];
    if (first) store.apply(select([first.key]));
    return;
  }
  const neighbours = new Map(
    neighboursOf(adjacencyOf(state.links), current).flatMap((key) => {
      const place = places.get(key);
      return place ? [[key, place] as const] : [];
    }),
  );
  const next = nextInDirection(from, neighbours, direction) ?? nextInDirection(from, places, direction);
  if (next !== null) store.apply(select([next]));
};

/** Pins what is selected where it stands; when all of it is pinned already, lets it go. */
export const togglePin = (store: BoardStore, keys: readonly NodeKey[]): void => {
  const { pinned } = store.getState();
  if (keys.every((key) => pinned.has(key))) store.apply(unpin(keys));
  else store.apply(pin(canvasHandle(store).getState().commands?.placesOf(keys) ?? new Map()));
};

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const isModified = (press: KeyPress): boolean => press.ctrlKey || press.metaKey || press.altKey;

type Command = (store: BoardStore, onExpand: Expand) => void;

const selected = (store: BoardStore): readonly NodeKey[] => [...store.getState().selection];
const commandsOf = (store: BoardStore) => canvasHandle(store).getState().commands;

const COMMANDS: Readonly<Record<string, Command>> = {
  e: (store, onExpand) => {
    for (const key of selected(store)) onExpand(key);
  },
  c: (store) => {
    for (const key of selected(store)) store.apply(collapse(key));
  },
  h: (store) => store.apply(hide(selected(store))),
  p: (store) => togglePin(store, selected(store)),
  z: (store) => store.undo(),
  Z: (store) => store.redo(),
  '+': (store) => commandsOf(store)?.zoomIn(),
  '-': (store) => commandsOf(store)?.zoomOut(),
  '0': (store) => commandsOf(store)?.fit(),
  Escape: (store) => {
    const state = store.getState();
    const isSelecting = state.selection.size > 0 || state.selectedLink !== null;
    store.apply(isSelecting ? clearSelection() : clearFocus());
  },
};

const undoByModifier = (store: BoardStore, press: KeyPress): boolean => {
  if (press.altKey || press.key.toLowerCase() !== 'z') return false;
  if (press.shiftKey) store.redo();
  else store.undo();
  return true;
};

/** True when the key meant something here, so that nothing else acts on it. */
export const handleCommandKey = (store: BoardStore, onExpand: Expand, press: KeyPress): boolean => {
  if (isModified(press)) return undoByModifier(store, press);
  const layout = /^[1-4]$/.test(press.key) ? LAYOUTS[Number(press.key) - 1] : undefined;
  if (layout) {
    store.apply(setLayout(layout));
    return true;
  }
  const command = COMMANDS[press.key];
  command?.(store, onExpand);
  return command !== undefined;
};

export const handleCanvasKey = (store: BoardStore, onExpand: Expand, press: KeyPress): boolean => {
  const direction = parseDirection(press.key);
  if (direction !== null && !isModified(press)) {
    moveSelection(store, direction);
    return true;
  }
  return handleCommandKey(store, onExpand, press);
};

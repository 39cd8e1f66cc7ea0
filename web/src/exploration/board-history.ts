/**
 * Undo and redo of the board. A step back restores what was on the board and how it was filtered and arranged; what
 * is being looked at (selection, focus) stays as it is, as far as it still exists. Filling an empty board is where the
 * history begins: nobody wants to undo into nothing.
 */
import type { BoardAction, BoardState } from './board-state.ts';

export const MAX_UNDO_STEPS = 100;

type Entry = { readonly action: BoardAction; readonly state: BoardState };
export type History = { readonly past: readonly Entry[]; readonly future: readonly Entry[] };

export const EMPTY_HISTORY: History = { past: [], future: [] };

/** The parts of the state whose change is worth undoing. */
const RECORDED = [
  'nodes',
  'links',
  'steps',
  'pinned',
  'hiddenNodes',
  'openedHubs',
  'cut',
  'layout',
] as const satisfies readonly (keyof BoardState)[];

const isRecordedChange = (before: BoardState, after: BoardState): boolean =>
  RECORDED.some((part) => before[part] !== after[part]) ||
  before.filters.hiddenKinds !== after.filters.hiddenKinds ||
  before.filters.hiddenLinkTypes !== after.filters.hiddenLinkTypes;

export const recordChange = (
  history: History,
  change: { readonly action: BoardAction; readonly before: BoardState; readonly after: BoardState },
): History => {
  const isFirstFill = change.action === 'fill' && change.before.nodes.size === 0;
  if (change.action === 'look' || isFirstFill || !isRecordedChange(change.before, change.after)) return history;
  const past = [...history.past, { action: change.action, state: change.before }].slice(-MAX_UNDO_STEPS);
  return { past, future: [] };
};

/** A path is shown by lighting it: undone or done again, its light goes and comes with it. */
const focusAfter = (entry: Entry, present: BoardState) =>
  entry.action === 'path' ? entry.state.filters.focus : present.filters.focus;

const withPresentLook = (entry: Entry, present: BoardState): BoardState => {
  const target = entry.state;
  return {
    ...target,
    selection: new Set([...present.selection].filter((key) => target.nodes.has(key) && !target.hiddenNodes.has(key))),
    selectedLink: present.selectedLink !== null && target.links.has(present.selectedLink) ? present.selectedLink : null,
    filters: { ...target.filters, focus: focusAfter(entry, present) },
  };
};

/** What is learnt later about the same picture holds before and after every step. */
export const applyThroughout = (history: History, produce: (state: BoardState) => BoardState): History => {
  const learn = (entry: Entry): Entry => ({ ...entry, state: produce(entry.state) });
  return { past: history.past.map(learn), future: history.future.map(learn) };
};

type Moved = { readonly history: History; readonly state: BoardState };

export const stepBack = (history: History, present: BoardState): Moved | null => {
  const entry = history.past.at(-1);
  if (!entry) return null;
  return {
    history: {
      past: history.past.slice(0, -1),
      future: [{ action: entry.action, state: present }, ...history.future],
    },
    state: withPresentLook(entry, present),
  };
};

export const stepForward = (history: History, present: BoardState): Moved | null => {
  const [entry, ...future] = history.future;
  if (!entry) return null;
  return {
    history: { past: [...history.past, { action: entry.action, state: present }], future },
    state: withPresentLook(entry, present),
  };
};

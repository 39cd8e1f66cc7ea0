/** The board as a store: applies producers, keeps the history, and tells its listeners. No React, no drawing. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyThroughout, EMPTY_HISTORY, type History, recordChange, stepBack, stepForward } from './board-history.ts';
import { type BoardAction, type BoardState, EMPTY_BOARD, type Producer } from './board-state.ts';

/** The board and, beside it, what undo and redo would do; null when there is nothing to undo or redo. */
export type BoardView = BoardState & {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undoLabel: BoardAction | null;
  readonly redoLabel: BoardAction | null;
};

export type BoardStore = Pick<StoreApi<BoardView>, 'getState' | 'getInitialState' | 'subscribe'> & {
  readonly apply: (producer: Producer) => void;
  /** For what is no step but was only not known yet: it is true of every state undo and redo come back to. */
  readonly learn: (producer: Producer) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Puts another board in place and forgets the history: another ring, another run. */
  readonly reset: (state?: BoardState) => void;
};

const toView = (state: BoardState, history: History): BoardView => ({
  ...state,
  canUndo: history.past.length > 0,
  canRedo: history.future.length > 0,
  undoLabel: history.past.at(-1)?.action ?? null,
  redoLabel: history.future[0]?.action ?? null,
});

export const createBoardStore = (initial: BoardState = EMPTY_BOARD): BoardStore => {
  let history = EMPTY_HISTORY;
  const store = createStore<BoardView>(() => toView(initial, history));
  const move = (moved: ReturnType<typeof stepBack>) => {
    if (!moved) return;
    history = moved.history;
    store.setState(toView(moved.state, history), true);
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    apply: (producer) => {
      const before = store.getState();
      const after = producer(before);
      if (after === before) return;
      history = recordChange(history, { action: producer.action, before, after });
      store.setState(toView(after, history), true);
    },
    learn: (producer) => {
      const before = store.getState();
      const after = producer(before);
      if (after === before) return;
      history = applyThroughout(history, producer);
      store.setState(toView(after, history), true);
    },
    undo: () => move(stepBack(history, store.getState())),
    redo: () => move(stepForward(history, store.getState())),
    reset: (state = EMPTY_BOARD) => {
      history = EMPTY_HISTORY;
      store.setState(toView(state, history), true);
    },
  };
};

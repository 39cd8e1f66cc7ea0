import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { BoardStore, BoardView } from '../../exploration/board-store.ts';
import { type BoardActions, useBoardActionsOf } from './use-board-actions.ts';

type Board = { readonly store: BoardStore; readonly actions: BoardActions };

const BoardContext = createContext<Board | null>(null);

/** Gives every pane of a page the same board: one selection drives all of them. */
export function BoardProvider({ store, children }: { readonly store: BoardStore; readonly children: ReactNode }) {
  const actions = useBoardActionsOf(store);
  return <BoardContext value={{ store, actions }}>{children}</BoardContext>;
}

function useBoardContext(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('no board here: wrap the page in BoardProvider');
  return board;
}

export const useBoardStore = (): BoardStore => useBoardContext().store;
export const useBoardActions = (): BoardActions => useBoardContext().actions;
export const useBoard = <T,>(read: (view: BoardView) => T): T => useStore(useBoardContext().store, read);

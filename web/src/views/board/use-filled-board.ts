/** Fills the board with a page's first picture and plays back what the address remembers. */
import { useEffect, useState } from 'react';
import type { Path, Subgraph } from '../../api/shapes.ts';
import { toBoardParts } from '../../api/to-board.ts';
import { addSubgraph } from '../../exploration/board-producers.ts';
import { EMPTY_BOARD, type NodeKey } from '../../exploration/board-state.ts';
import { createBoardStore } from '../../exploration/board-store.ts';
import { decodeBoard } from '../../exploration/board-url.ts';
import { clearFocus, select, selectLink } from '../../exploration/look-producers.ts';
import { restoreLook } from '../../exploration/restore-board.ts';
import { useText } from '../../text/text.tsx';
import { useBoardStore } from './board-context.tsx';
import { replaySteps } from './board-requests.ts';

const NOTHING: readonly NodeKey[] = [];

export type Restoration = {
  readonly isReady: boolean;
  /** Steps of the address that could not be played again. */
  readonly failedSteps: number;
  /** The evidence or path the address had in focus; evidence is the page's to restore. */
  readonly focusId: string | null;
};

/** `selected` is selected at first, where the address says nothing of a selection. */
export function useFilledBoard(subgraph: Subgraph | null, selected: readonly NodeKey[] = NOTHING): Restoration {
  const store = useBoardStore();
  const text = useText();
  const [restoration, setRestoration] = useState<Restoration>({ isReady: false, failedSteps: 0, focusId: null });
  useEffect(() => {
    if (!subgraph) return;
    const state = { isCurrent: true };
    const parameters = new URLSearchParams(window.location.search);
    const location = decodeBoard(parameters);
    // Played on a board of its own and put in place whole: the history starts where the link left off.
    const draft = createBoardStore();
    draft.apply(addSubgraph(toBoardParts(subgraph)));
    if (location.steps.length > 0) store.reset(draft.getState());
    const label = (path: Path) => text.board.pathLabel(path.length);
    const finish = (failedSteps: number) => {
      if (!state.isCurrent) return;
      draft.apply(restoreLook(location));
      if (window.location.search === '') draft.apply(select(selected));
      if (!location.focus?.startsWith('path:')) draft.apply(clearFocus());
      draft.apply(selectLink(parameters.get('link')));
      store.reset(draft.getState());
      setRestoration({ isReady: true, failedSteps, focusId: location.focus });
    };
    if (location.steps.length === 0) finish(0);
    else void replaySteps(draft, location.steps, label).then(finish);
    return () => {
      state.isCurrent = false;
      store.reset(EMPTY_BOARD);
    };
  }, [store, subgraph, selected, text]);
  return restoration;
}

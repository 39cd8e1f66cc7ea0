/** More of the same picture, asked for later: it joins what is there, and every step of the history stays undoable. */
import { useEffect } from 'react';
import type { Subgraph } from '../../api/shapes.ts';
import { toBoardParts } from '../../api/to-board.ts';
import { addSubgraph } from '../../exploration/board-producers.ts';
import { useBoardStore } from './board-context.tsx';

export function useGrownBoard(grown: Subgraph | null, isReady: boolean): void {
  const store = useBoardStore();
  useEffect(() => {
    if (!grown || !isReady) return;
    store.learn(addSubgraph(toBoardParts(grown)));
  }, [store, grown, isReady]);
}

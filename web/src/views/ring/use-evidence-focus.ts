import { useEffect, useState } from 'react';
import { useEvidenceRows } from '../../api/use-evidence-rows.ts';
import type { ShownRing } from '../../api/use-ring.ts';
import { clearFocus } from '../../exploration/look-producers.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardStore } from '../board/board-context.tsx';
import type { Restoration } from '../board/use-filled-board.ts';
import { allEvidence, evidenceId, focusOnEvidence, positionOfEvidence } from './evidence-focus.ts';

export type EvidenceFocus = {
  /** In the order of the sentences: for first, then against; null when none is in focus. */
  readonly position: number | null;
  readonly toggle: (position: number) => void;
  readonly isLoading: boolean;
  readonly error: unknown;
};

/** Which evidence is looked at. The board's focus is the truth; this only fetches the rows that it needs. */
export function useEvidenceFocus(ring: ShownRing, restoration: Restoration): EvidenceFocus {
  const store = useBoardStore();
  const text = useText();
  const lines = allEvidence(ring);
  const focusId = useBoard((view) => view.filters.focus?.id ?? null);
  const [wanted, setWanted] = useState<number | null>(null);
  const rows = useEvidenceRows(ring.key, wanted !== null || positionOfEvidence(lines, restoration.focusId) !== null);
  const rowsOfWanted = wanted === null ? undefined : rows.data?.[wanted];

  useEffect(() => {
    if (!restoration.isReady) return;
    // A click made while the picture was still on its way goes before what the address remembers.
    setWanted((clicked) => clicked ?? positionOfEvidence(allEvidence(ring), restoration.focusId));
  }, [ring, restoration]);

  useEffect(() => {
    if (wanted === null || !rowsOfWanted || !restoration.isReady) return;
    const id = evidenceId(allEvidence(ring), wanted);
    store.apply(focusOnEvidence({ id, label: text.names.evidence[rowsOfWanted.type] }, rowsOfWanted));
    setWanted(null);
  }, [store, text, ring, wanted, rowsOfWanted, restoration.isReady]);

  const position = positionOfEvidence(lines, focusId);
  const toggle = (next: number) => {
    if (next !== position) return setWanted(next);
    setWanted(null);
    store.apply(clearFocus());
  };
  return { position, toggle, isLoading: wanted !== null && rows.isFetching, error: rows.error };
}

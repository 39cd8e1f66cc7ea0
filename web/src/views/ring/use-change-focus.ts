/**
 * What changed, in the picture: put there by a press, again when the changes are counted from elsewhere, and where the
 * address had it.
 */
import { useCallback, useEffect, useState } from 'react';
import type { ShownRing } from '../../api/use-ring.ts';
import { isDay, type RingDiff, useRingDiff } from '../../api/use-ring-diff.ts';
import { formatExactTime, formatToSecond } from '../../components/format.ts';
import { clearFocus } from '../../exploration/look-producers.ts';
import type { Text } from '../../text/text.tsx';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardStore } from '../board/board-context.tsx';
import type { Restoration } from '../board/use-filled-board.ts';
import { focusOnChanges, sinceOfFocus } from './change-focus.ts';

/** When the earlier picture was made, as a reader would say it: of one moment of the data, by the run. */
function momentOf(words: Text['ring']['changes'], since: string, { from, to }: RingDiff): string {
  if (isDay(since) || from === null) return since;
  const { asOf, finishedAt } = from.run;
  return asOf === null || asOf === to.run.asOf
    ? words.sinceRun(null, formatToSecond(finishedAt))
    : formatExactTime(asOf);
}

function useShow(): (since: string, diff: RingDiff) => void {
  const words = useText().ring.changes;
  const store = useBoardStore();
  return useCallback(
    (since, diff) => store.apply(focusOnChanges(since, words.pictureOf(momentOf(words, since, diff)), diff)),
    [store, words],
  );
}

export function useChangeFocus(since: string, diff: RingDiff) {
  const store = useBoardStore();
  const shown = useBoard((view) => sinceOfFocus(view.filters.focus?.id ?? null));
  const show = useShow();
  useEffect(() => {
    if (shown !== null && shown !== since) show(since, diff);
  }, [shown, since, diff, show]);
  return { isShown: shown === since, show: () => show(since, diff), hide: () => store.apply(clearFocus()) };
}

/** Once, as soon as the picture and the comparison are there. */
export function useRestoredChanges(ring: ShownRing, { isReady, focusId }: Restoration): void {
  const [isDone, setDone] = useState(false);
  const since = isDone ? null : sinceOfFocus(focusId);
  const { data } = useRingDiff(ring.id, since, ring.key.run === null ? null : (ring.run?.runId ?? null));
  const show = useShow();
  useEffect(() => {
    if (!isReady || since === null || !data) return;
    setDone(true);
    show(since, data);
  }, [isReady, since, data, show]);
}

import { Button } from '@mantine/core';
import { useDetectionRuns } from '../../api/use-detection-runs.ts';
import type { ShownRing } from '../../api/use-ring.ts';
import { isDay, type RingDiff, useRingDiff } from '../../api/use-ring-diff.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatExactTime } from '../../components/format.ts';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import table from '../../components/table.module.css';
import { clearFocus } from '../../exploration/look-producers.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardStore } from '../board/board-context.tsx';
import { changeFocusId, focusOnChanges } from './change-focus.ts';
import { ChangesTable } from './changes-table.tsx';
import { earlierRuns, runToBeginWith } from './earlier-runs.ts';
import { SinceChoice } from './since-choice.tsx';
import styles from './tab.module.css';

/** When the earlier picture was made, as a reader would say it. */
function momentOf(since: string, { from }: RingDiff): string {
  if (isDay(since)) return since;
  return from === null || from.run.asOf === null ? since : formatExactTime(from.run.asOf);
}

function PictureButton({ since, diff }: { readonly since: string; readonly diff: RingDiff }) {
  const words = useText().ring.changes;
  const store = useBoardStore();
  const isShown = useBoard((view) => view.filters.focus?.id === changeFocusId(since));
  const label = words.pictureOf(momentOf(since, diff));
  const show = () => store.apply(isShown ? clearFocus() : focusOnChanges(since, label, diff));
  return (
    <Button variant="default" size="compact-sm" aria-pressed={isShown} onClick={show}>
      {words.inPicture}
    </Button>
  );
}

type Props = {
  readonly ring: ShownRing;
  /** A run or a day; null until one is chosen. */
  readonly chosen: string | null;
  readonly choose: (since: string) => void;
};

/** What is different of the ring since an earlier published run or any day, in a table and in the picture. */
export function ChangesTab({ ring, chosen, choose }: Props) {
  const text = useText();
  const runs = useDetectionRuns();
  const earlier = earlierRuns(ring, runs.data?.pages.flatMap((page) => page.nodes) ?? []);
  const since = chosen ?? runToBeginWith(ring, earlier);
  const diff = useRingDiff(ring.id, since, ring.key.run === null ? null : (ring.run?.runId ?? null));
  const error = runs.error ?? diff.error;
  const isAlone = runs.data !== undefined && since === null;
  return (
    <div className={styles['tab']}>
      <div className={styles['head']}>
        <SinceChoice since={since} earlier={earlier} choose={choose} />
        {diff.data && since !== null && <PictureButton since={since} diff={diff.data} />}
      </div>
      <div className={table['scroll']}>
        {error !== null && (
          <FailureNotice error={error} retry={() => void Promise.all([runs.refetch(), diff.refetch()])} />
        )}
        {isAlone && <Notice title={text.ring.changes.noEarlierRun} />}
        {since !== null && diff.isPending && <Loading label={text.common.loading} />}
        {diff.data === null && <Notice title={text.ring.changes.notKnownAtAll} />}
        {diff.data && <ChangesTable key={since} diff={diff.data} />}
      </div>
    </div>
  );
}

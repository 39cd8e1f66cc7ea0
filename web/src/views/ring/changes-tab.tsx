import { Button } from '@mantine/core';
import { useDetectionRuns } from '../../api/use-detection-runs.ts';
import type { ShownRing } from '../../api/use-ring.ts';
import { type RingDiff, useRingDiff } from '../../api/use-ring-diff.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { ChangesTable } from './changes-table.tsx';
import { earlierRuns, runToBeginWith } from './earlier-runs.ts';
import { SinceChoice } from './since-choice.tsx';
import styles from './tab.module.css';
import { useChangeFocus } from './use-change-focus.ts';

function PictureButton({ since, diff }: { readonly since: string; readonly diff: RingDiff }) {
  const words = useText().ring.changes;
  const { isShown, show, hide } = useChangeFocus(since, diff);
  return (
    <Button variant="default" size="compact-sm" aria-pressed={isShown} onClick={isShown ? hide : show}>
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

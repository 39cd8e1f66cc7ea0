import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useDetectionRuns } from '../../api/use-detection-runs.ts';
import type { RingHead } from '../../api/use-ring.ts';
import { type RingDiff, useRingDiff } from '../../api/use-ring-diff.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatExactTime } from '../../components/format.ts';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { clearFocus } from '../../exploration/look-producers.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardStore } from '../board/board-context.tsx';
import { changeFocusId, focusOnChanges } from './change-focus.ts';
import { ChangesTable } from './changes-table.tsx';

function PictureButton({ since, diff }: { readonly since: string; readonly diff: RingDiff }) {
  const words = useText().ring.changes;
  const store = useBoardStore();
  const isShown = useBoard((view) => view.filters.focus?.id === changeFocusId(since));
  const show = () => store.apply(isShown ? clearFocus() : focusOnChanges(since, words.pictureOf(since), diff));
  return (
    <Button variant="default" size="compact-xs" my="xs" aria-pressed={isShown} onClick={show}>
      {words.inPicture}
    </Button>
  );
}

/** What is different of the ring since an earlier published run: the last one before it, unless another is chosen. */
export function ChangesTab({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  const runs = useDetectionRuns();
  const [chosen, setChosen] = useState<string | null>(null);
  const published = runs.data?.pages.flatMap((page) => page.nodes).filter((run) => run.published) ?? [];
  const earlier = published.filter(({ runId }) => runId !== ring.run?.runId);
  const since = chosen ?? earlier[0]?.runId ?? null;
  const diff = useRingDiff(ring.id, since);
  const error = runs.error ?? diff.error;
  if (error !== null) {
    return <FailureNotice error={error} retry={() => void Promise.all([runs.refetch(), diff.refetch()])} />;
  }
  if (runs.data && since === null) return <Notice title={text.ring.changes.noEarlierRun} />;
  const options = earlier.map(({ runId, finishedAt }) => ({
    value: runId,
    label: text.ring.changes.sinceRun(formatExactTime(finishedAt), runId),
  }));
  return (
    <>
      <NativeSelect
        size="xs"
        label={text.ring.changes.since}
        data={options}
        value={since ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {diff.isPending && <Loading label={text.common.loading} />}
      {diff.data && since !== null && <PictureButton since={since} diff={diff.data} />}
      {diff.data && <ChangesTable diff={diff.data} />}
    </>
  );
}

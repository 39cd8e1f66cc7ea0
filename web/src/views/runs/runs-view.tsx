import { toPaged } from '../../api/paged.ts';
import { useDetectionRuns } from '../../api/use-detection-runs.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useText } from '../../text/text.tsx';
import { ParametersPanel } from './parameters-panel.tsx';
import { RunPanel } from './run-panel.tsx';
import { SchedulesPanel } from './schedules-panel.tsx';
import { StoreStatus } from './store-status.tsx';

/** What detection did: what it read, how long each stage took, what it found, and what it left out and why. */
export function RunsView() {
  const text = useText();
  const runs = useDetectionRuns();
  const { rows, total, next } = toPaged(runs);
  const published = rows.find((run) => run.published)?.runId ?? null;
  return (
    <PageFrame title={text.runs.title} hint={null}>
      <StoreStatus />
      <SchedulesPanel />
      <ParametersPanel />
      {runs.error !== null && <FailureNotice error={runs.error} retry={() => void runs.refetch()} />}
      {runs.isPending && <Loading label={text.common.loading} />}
      {runs.data && rows.length === 0 && (
        <Notice title={text.runs.none}>
          <code>npx pnpm@12.21.0 clewline detect</code>
        </Notice>
      )}
      {rows.map((run, index) => (
        <RunPanel key={run.id} run={run} published={published} isOpen={index === 0} />
      ))}
      {rows.length > 0 && <Cut sentence={text.runs.showing(rows.length, total)} next={next} />}
    </PageFrame>
  );
}

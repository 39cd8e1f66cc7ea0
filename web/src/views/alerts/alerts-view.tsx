import { toPaged } from '../../api/paged.ts';
import { useAlertChange, useAlerts } from '../../api/use-alerts.ts';
import { useLiveAlerts } from '../../api/use-live.ts';
import type { AlertStatus } from '../../api/vocabulary.ts';
import { replaceAddress, usePlace } from '../../app/router.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ShowChoice } from '../../components/show-choice.tsx';
import { useText } from '../../text/text.tsx';
import { AlertTable } from './alert-table.tsx';
import { SuppressionsPanel } from './suppressions-panel.tsx';

const SHOWS = {
  live: ['OPEN', 'ACKNOWLEDGED'],
  open: ['OPEN'],
  closed: ['CLOSED'],
} as const satisfies Readonly<Record<string, readonly AlertStatus[]>>;
type Show = keyof typeof SHOWS;

const toShow = (search: string): Show => {
  const asked = new URLSearchParams(search).get('show') ?? '';
  return Object.hasOwn(SHOWS, asked) ? (asked as Show) : 'live';
};

/** Which rings somebody should look at now, the most urgent first, and what is kept back. */
export function AlertsView() {
  const text = useText();
  const show = toShow(usePlace().search);
  const alerts = useAlerts(SHOWS[show]);
  const change = useAlertChange();
  useLiveAlerts();
  const { rows, total, next } = toPaged(alerts);
  return (
    <PageFrame title={text.alerts.title} hint={text.alerts.hint}>
      <ShowChoice
        label={text.alerts.show}
        names={text.alerts.shows}
        value={show}
        choose={(value) => replaceAddress(value === 'live' ? '/alerts' : `/alerts?show=${value}`)}
      />
      {alerts.error !== null && <FailureNotice error={alerts.error} retry={() => void alerts.refetch()} />}
      {change.error !== null && <FailureNotice error={change.error} />}
      {alerts.isPending && <Loading label={text.alerts.loading} />}
      {alerts.data && rows.length === 0 && <Notice title={text.alerts.none}>{text.alerts.noneWhatToDo}</Notice>}
      {rows.length > 0 && (
        <>
          <AlertTable rows={rows} change={change.mutate} />
          <Cut sentence={text.alerts.showing(rows.length, total)} next={next} />
        </>
      )}
      <SuppressionsPanel change={change.mutate} />
    </PageFrame>
  );
}

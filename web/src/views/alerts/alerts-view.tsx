import { useState } from 'react';
import type { AlertOutcome } from '../../api/alert-acts.ts';
import { toPaged } from '../../api/paged.ts';
import { useAlertChange, useAlerts } from '../../api/use-alerts.ts';
import { useLiveAlerts } from '../../api/use-live.ts';
import { useViewer } from '../../api/use-viewer.ts';
import { replaceAddress, usePlace } from '../../app/router.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useText } from '../../text/text.tsx';
import { AlertFilters } from './alert-filters.tsx';
import { type AlertQuestion, isFiltered, parseAlertQuestion, toAlertList, toAlertSearch } from './alert-question.ts';
import { AlertTable } from './alert-table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { BulkOutcome } from './bulk-outcome.tsx';
import { SuppressionsPanel } from './suppressions-panel.tsx';

const NONE_CHOSEN: ReadonlySet<string> = new Set();

/** Which rings somebody should look at now, the most urgent first, whose each is, and what is kept back. */
export function AlertsView() {
  const text = useText();
  const words = text.alerts;
  const question = parseAlertQuestion(usePlace().search);
  const me = useViewer().data?.viewer.name ?? null;
  const alerts = useAlerts(toAlertList(question, me));
  const change = useAlertChange();
  const several = useAlertChange<readonly AlertOutcome[]>();
  const [chosen, setChosen] = useState(NONE_CHOSEN);
  useLiveAlerts();
  const { rows, total, next } = toPaged(alerts);
  // What is not on the page any more is never acted on.
  const seen = rows.filter(({ id }) => chosen.has(id));
  const ask = (asked: AlertQuestion): void => {
    setChosen(NONE_CHOSEN);
    replaceAddress(`/alerts${toAlertSearch(asked)}`);
  };
  const keepFailed = (outcomes: readonly AlertOutcome[]): void =>
    setChosen(new Set(outcomes.flatMap(({ id, problem }) => (problem === null ? [] : [id]))));
  return (
    <PageFrame title={words.title} hint={words.hint}>
      <AlertFilters question={question} ask={ask} me={me} />
      {alerts.error !== null && <FailureNotice error={alerts.error} retry={() => void alerts.refetch()} />}
      {change.error !== null && <FailureNotice error={change.error} retry={change.reset} />}
      {several.error !== null && <FailureNotice error={several.error} retry={several.reset} />}
      {several.data && <BulkOutcome outcomes={several.data} rows={rows} close={several.reset} />}
      {alerts.isPending && <Loading label={words.loading} />}
      {alerts.data && rows.length === 0 && <NoAlerts question={question} ask={ask} />}
      {seen.length > 0 && (
        <BulkBar
          chosen={seen}
          run={(work) => several.mutate(work, { onSuccess: keepFailed })}
          clear={() => setChosen(NONE_CHOSEN)}
          isBusy={several.isPending}
        />
      )}
      {rows.length > 0 && (
        <>
          <AlertTable
            rows={rows}
            change={change.mutate}
            order={question.order}
            sort={(order) => ask({ ...question, order })}
            chosen={chosen}
            choose={setChosen}
          />
          <Cut sentence={words.showing(rows.length, total)} next={next} />
        </>
      )}
      <SuppressionsPanel change={change.mutate} />
    </PageFrame>
  );
}

type Asking = { readonly question: AlertQuestion; readonly ask: (question: AlertQuestion) => void };

/** Nobody is called at all, or nobody by what the list is narrowed to. */
function NoAlerts({ question, ask }: Asking) {
  const text = useText();
  const { show, order } = question;
  if (!isFiltered(question)) return <Notice title={text.alerts.none}>{text.alerts.noneWhatToDo}</Notice>;
  const clear = { label: text.rings.clearFilter, run: () => ask({ show, order }) };
  return <Notice title={text.alerts.noneFiltered} action={clear} />;
}

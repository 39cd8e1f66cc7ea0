import { useState } from 'react';
import { INVESTIGATION_LIMIT, useInvestigation } from '../../api/use-investigation.ts';
import { navigate, usePlace } from '../../app/router.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { createBoardStore } from '../../exploration/board-store.ts';
import { useText } from '../../text/text.tsx';
import { BoardProvider } from '../board/board-context.tsx';
import { investigationPath, parseIdFragment } from './id-list.ts';
import { IdListForm } from './id-list-form.tsx';
import styles from './investigate-view.module.css';
import { InvestigationWorkbench } from './investigation-workbench.tsx';

/** Paste a list: how do these belong together, and who else does? */
export function InvestigateView() {
  const text = useText();
  const { hash } = usePlace();
  const ids = parseIdFragment(hash).slice(0, INVESTIGATION_LIMIT);
  const ask = (next: readonly string[]) => navigate(investigationPath(next));
  const investigation = useInvestigation(ids);
  const [store] = useState(() => createBoardStore());
  const form = <IdListForm key={hash} asked={ids} ask={ask} isBusy={investigation.isFetching} />;
  if (!investigation.data) {
    return (
      <div className={styles['start']}>
        <h1>{text.investigate.title}</h1>
        <p className={styles['quiet']}>{text.investigate.lead}</p>
        {form}
        {investigation.error !== null && (
          <FailureNotice error={investigation.error} retry={() => void investigation.refetch()} />
        )}
        {ids.length > 0 && investigation.isPending && <Loading label={text.investigate.loading(ids.length)} />}
      </div>
    );
  }
  return (
    <BoardProvider store={store} key={hash}>
      <InvestigationWorkbench ids={ids} investigation={investigation.data} form={form} />
    </BoardProvider>
  );
}

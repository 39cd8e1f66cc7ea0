import { useState } from 'react';
import { useRing } from '../../api/use-ring.ts';
import { Link } from '../../app/link.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { createBoardStore } from '../../exploration/board-store.ts';
import { useText } from '../../text/text.tsx';
import { BoardProvider } from '../board/board-context.tsx';
import { RingWorkbench } from './ring-workbench.tsx';

/** One ring: why it is one, what it looks like, and the rows behind every sentence. */
export function RingView({ id }: { readonly id: string }) {
  const text = useText();
  const [store] = useState(() => createBoardStore());
  const [pinnedRun, pinRun] = useState(() => new URLSearchParams(window.location.search).get('run'));
  const ring = useRing(id, pinnedRun);
  if (ring.error !== null) return <FailureNotice error={ring.error} retry={() => void ring.refetch()} />;
  if (ring.data === undefined) return <Loading label={text.ring.loading} rows={12} />;
  if (ring.data === null) {
    return (
      <Notice title={text.ring.notFound(id)}>
        {text.ring.notFoundWhatToDo} <Link to="/">{text.shell.pages.rings}</Link>
      </Notice>
    );
  }
  return (
    <BoardProvider store={store}>
      <RingWorkbench key={ring.data.key.run} ring={ring.data} pinnedRun={pinnedRun} showLatest={() => pinRun(null)} />
    </BoardProvider>
  );
}

import { useState } from 'react';
import { toPaged } from '../../api/paged.ts';
import { useEvents } from '../../api/use-events.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { createBoardStore } from '../../exploration/board-store.ts';
import { useText } from '../../text/text.tsx';
import { BoardProvider } from '../board/board-context.tsx';
import { EventTable } from '../board/event-table.tsx';
import styles from '../investigate/investigate-view.module.css';

/** Everything that happened to one order, from purchase to payout. */
export function OrderView({ orderId }: { readonly orderId: string }) {
  const text = useText();
  const [store] = useState(() => createBoardStore());
  const [question] = useState({ of: [], among: false, orderId });
  const events = useEvents(question);
  if (events.error !== null) return <FailureNotice error={events.error} retry={() => void events.refetch()} />;
  if (!events.data) return <Loading label={text.common.loading} />;
  const { rows, total, next } = toPaged(events);
  return (
    <BoardProvider store={store}>
      <div className={styles['pane']}>
        <h1>{text.order.title(orderId)}</h1>
        {rows.length === 0 ? (
          <Notice title={text.order.notFound(orderId)}>{text.order.notFoundWhatToDo}</Notice>
        ) : (
          <EventTable events={rows} />
        )}
        {total > 0 && <Cut sentence={text.events.showing(rows.length, total)} next={next} />}
      </div>
    </BoardProvider>
  );
}

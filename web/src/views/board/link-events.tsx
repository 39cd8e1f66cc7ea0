import { toPaged } from '../../api/paged.ts';
import { type EventsQuestion, useEvents } from '../../api/use-events.ts';
import { Cut } from '../../components/cut.tsx';
import { ExactWhen } from '../../components/exact-when.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatMoney } from '../../components/format.ts';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import styles from './selected-panel.module.css';

/** The events behind one link, newest first. */
export function LinkEvents({ question }: { readonly question: EventsQuestion | null }) {
  const text = useText();
  const events = useEvents(question);
  if (events.error !== null) return <FailureNotice error={events.error} retry={() => void events.refetch()} />;
  if (!events.data) return <Loading label={text.common.loading} rows={3} />;
  const { rows, total, next } = toPaged(events);
  if (rows.length === 0) return <p className={styles['hint']}>{text.link.noEvents}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {rows.map((event) => (
          <li key={event.id}>
            <span>
              <ExactWhen at={event.at} /> {text.names.linkType[event.type]}
            </span>
            {event.amount && <span className={styles['count']}>{formatMoney(event.amount, text.language)}</span>}
          </li>
        ))}
      </ul>
      {next && <Cut sentence={text.events.showing(rows.length, total)} next={next} />}
    </>
  );
}

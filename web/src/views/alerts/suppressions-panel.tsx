import { toPaged } from '../../api/paged.ts';
import { useSuppressions } from '../../api/use-suppressions.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import type { Change } from './alert-actions.tsx';
import styles from './alerts-view.module.css';
import { SuppressionLine } from './suppression-line.tsx';

/** What is kept back, by whom and until when; what is due for a look comes first. */
export function SuppressionsPanel({ change }: { readonly change: Change }) {
  const words = useText().suppressions;
  const loading = useText().common.loading;
  const entries = useSuppressions();
  const { rows, total, next } = toPaged(entries);
  return (
    <section className={styles['panel']} aria-label={words.title}>
      <h2>{words.title}</h2>
      {entries.error !== null && <FailureNotice error={entries.error} retry={() => void entries.refetch()} />}
      {entries.isPending && <Loading label={loading} />}
      {entries.data && rows.length === 0 && <p className={styles['hint']}>{words.none}</p>}
      {rows.map((entry) => (
        <SuppressionLine key={entry.id} entry={entry} change={change} />
      ))}
      {rows.length > 0 && <Cut sentence={words.showing(rows.length, total)} next={next} />}
    </section>
  );
}

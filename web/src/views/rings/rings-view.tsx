import { toPaged } from '../../api/paged.ts';
import { useRings } from '../../api/use-rings.ts';
import { replaceAddress, usePlace } from '../../app/router.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { NoRings } from './no-rings.tsx';
import { ReviewReach } from './review-reach.tsx';
import { RingFilters } from './ring-filters.tsx';
import { isFiltered, parseRingQuestion, type RingQuestion, toRingSearch } from './ring-question.ts';
import { RingTable } from './ring-table.tsx';
import styles from './rings-view.module.css';

/** The queue: what to look at first, and why. */
export function RingsView() {
  const text = useText();
  const { search } = usePlace();
  const question = parseRingQuestion(search);
  const ask = (next: RingQuestion) => replaceAddress(`/${toRingSearch(next)}`);
  const rings = useRings(question.filter, question.order);
  const { rows, total, next } = toPaged(rings);
  return (
    <div className={styles['view']}>
      <div className={styles['head']}>
        <h1>{text.rings.title}</h1>
        <RingFilters question={question} ask={ask} markets={[...new Set(rows.flatMap((row) => row.markets))].sort()} />
      </div>
      {rings.error !== null && <FailureNotice error={rings.error} retry={() => void rings.refetch()} />}
      {rings.isPending && <Loading label={text.rings.loading} rows={16} />}
      {rings.data && rows.length === 0 && (
        <NoRings filtered={isFiltered(question.filter)} clear={() => ask({ ...question, filter: {} })} />
      )}
      {rows.length > 0 && (
        <>
          <div className={styles['reach']}>
            <ReviewReach />
          </div>
          <RingTable
            rows={rows}
            order={question.order}
            sort={(order) => ask({ ...question, order })}
            isStale={rings.isPlaceholderData}
          />
          <Cut sentence={text.rings.showing(rows.length, total)} next={next} />
        </>
      )}
    </div>
  );
}

import { Button } from '@mantine/core';
import { fetchGraphql } from '../../api/graphql.ts';
import { toPaged } from '../../api/paged.ts';
import { END_SUPPRESSION, RENEW_SUPPRESSION, type Suppression, useSuppressions } from '../../api/use-suppressions.ts';
import { useNow } from '../../app/clock.tsx';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import type { Change } from './alert-actions.tsx';
import styles from './alerts-view.module.css';

const RENEWED_MS = 30 * 86_400_000;

function Target({ entry }: { readonly entry: Suppression }) {
  const text = useText();
  if (entry.ring !== null) return <Link to={ringPath(entry.ring.id)}>{entry.ring.id}</Link>;
  if (entry.typology !== null) return <strong>{text.names.typology[entry.typology]}</strong>;
  return <strong>{entry.entity?.label ?? entry.entity?.externalId ?? text.suppressions.gone}</strong>;
}

function Line({ entry, change }: { readonly entry: Suppression; readonly change: Change }) {
  const words = useText().suppressions;
  const now = useNow();
  const { id, reason } = entry;
  const renew = () => fetchGraphql(RENEW_SUPPRESSION, { id, reason, until: new Date(now + RENEWED_MS).toISOString() });
  return (
    <div className={styles['entry']} data-due={entry.status === 'DUE'}>
      <Target entry={entry} />
      <span>{words.kind[entry.kind]}</span>
      <span>
        {words.status[entry.status]} <When at={entry.expiresAt} />
      </span>
      <span className={styles['hint']}>{words.matches(entry.matches.totalCount)}</span>
      <Button variant="default" size="compact-xs" onClick={() => change(renew)}>
        {words.renew}
      </Button>
      <Button variant="default" size="compact-xs" onClick={() => change(() => fetchGraphql(END_SUPPRESSION, { id }))}>
        {words.end}
      </Button>
      <p className={styles['hint']}>
        {reason} {words.by(entry.owner)}
      </p>
    </div>
  );
}

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
        <Line key={entry.id} entry={entry} change={change} />
      ))}
      {rows.length > 0 && <Cut sentence={words.showing(rows.length, total)} next={next} />}
    </section>
  );
}

import { Button } from '@mantine/core';
import { fetchGraphql } from '../../api/graphql.ts';
import { END_SUPPRESSION, RENEW_SUPPRESSION, type Suppression } from '../../api/use-suppressions.ts';
import { useNow } from '../../app/clock.tsx';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { EntityName } from '../../components/entity-name.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import type { Change } from './alert-actions.tsx';
import styles from './alerts-view.module.css';

const RENEWED_MS = 30 * 86_400_000;

function Target({ entry }: { readonly entry: Suppression }) {
  const text = useText();
  if (entry.ring !== null) return <Link to={ringPath(entry.ring.id)}>{entry.ring.id}</Link>;
  if (entry.typology !== null) return <strong>{text.names.typology[entry.typology]}</strong>;
  if (entry.range !== null) return <strong>{entry.range}</strong>;
  if (entry.entity !== null) return <EntityName entity={entry.entity} />;
  return <strong>{text.suppressions.gone}</strong>;
}

/** What it kept back: recorded, though nobody was called. */
function Matches({ matches: { totalCount, nodes } }: Pick<Suppression, 'matches'>) {
  const words = useText().suppressions;
  if (totalCount === 0) return <p className={styles['hint']}>{words.matches(0)}</p>;
  return (
    <details>
      <summary className={styles['hint']}>{words.matches(totalCount)}</summary>
      <ul>
        {nodes.map(({ ringId, count, lastAt, statement }) => (
          <li key={ringId}>
            <Link to={ringPath(ringId)}>{statement}</Link>{' '}
            <span className={styles['hint']}>
              {words.match(count)} <When at={lastAt} />
            </span>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && <p className={styles['hint']}>{words.moreMatches(totalCount - nodes.length)}</p>}
    </details>
  );
}

/** One entry with its reason, owner and end, and what becomes of it when somebody looks again. */
export function SuppressionLine({ entry, change }: { readonly entry: Suppression; readonly change: Change }) {
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
      <Button variant="default" size="compact-xs" onClick={() => change(renew)}>
        {words.renew}
      </Button>
      <Button variant="default" size="compact-xs" onClick={() => change(() => fetchGraphql(END_SUPPRESSION, { id }))}>
        {words.end}
      </Button>
      <p className={styles['hint']}>
        {reason} {words.by(entry.owner)}
      </p>
      <Matches matches={entry.matches} />
    </div>
  );
}

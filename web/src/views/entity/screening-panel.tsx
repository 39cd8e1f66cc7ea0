import type { EntityFacts } from '../../api/use-entity.ts';
import { type ScreeningMatch, useScreening } from '../../api/use-screening.ts';
import { Link } from '../../app/link.tsx';
import { entityPath, ringPath } from '../../app/router.ts';
import { EntityName } from '../../components/entity-name.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatShare } from '../../components/format.ts';
import { Loading } from '../../components/loading.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { groupOfKind } from '../../exploration/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import styles from '../board/selected-panel.module.css';

/** Accounts and what identifies them; not goods, posts or parcels. */
export const canBeScreened = ({ kind }: EntityFacts): boolean => groupOfKind(kind) !== 'thing';

/** The nearest known ring or confirmed fraud, the way there hop by hop, and what else it is tied to. */
export function ScreeningPanel({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  const screening = useScreening(facts);
  if (screening.error !== null) {
    return <FailureNotice error={screening.error} retry={() => void screening.refetch()} />;
  }
  if (!screening.data) return <Loading label={text.common.loading} />;
  const { risk, statement, matches } = screening.data;
  const percent = formatShare(risk, text.language);
  return (
    <section aria-label={text.screening.title}>
      <h2>{text.screening.title}</h2>
      <p>
        <strong title={text.screening.meaning}>{text.screening.risk(percent)}</strong> {statement}
      </p>
      {matches.map((match) => (
        <Match key={match.ring?.id ?? match.confirmedFraud?.externalId} match={match} />
      ))}
    </section>
  );
}

function Match({ match }: { readonly match: ScreeningMatch }) {
  const text = useText();
  const { ring, confirmedFraud, path, statement, risk } = match;
  return (
    <details>
      <summary>
        {ring && <SeverityMark severity={ring.severity} />} {formatShare(risk, text.language)} {statement}
      </summary>
      {path.length > 0 && (
        <ol aria-label={text.screening.way}>
          {path.map(({ to, statement: sentence }) => (
            <li key={`${to.kind}:${to.externalId}`}>
              <EntityName entity={to} plain /> <span className={styles['hint']}>{sentence}</span>
            </li>
          ))}
        </ol>
      )}
      {ring && <Link to={ringPath(ring.id)}>{text.screening.openRing}</Link>}
      {confirmedFraud && <Link to={entityPath(confirmedFraud)}>{confirmedFraud.externalId}</Link>}
    </details>
  );
}

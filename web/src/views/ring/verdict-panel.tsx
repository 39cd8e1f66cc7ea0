import { Button } from '@mantine/core';
import { useDetectionRuns } from '../../api/use-detection-runs.ts';
import { type RingVerdict, useRingVerdict, useSetRingVerdict } from '../../api/use-ring-verdict.ts';
import { VERDICT_KINDS } from '../../api/verdicts.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { JudgementForm } from '../../components/judgement-form.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { sinceJudged } from './earlier-runs.ts';
import styles from './why-pane.module.css';

type ShowChanges = (since: string) => void;
type CurrentProps = { readonly verdict: RingVerdict; readonly showChanges: ShowChanges };

function Current({ verdict, showChanges }: CurrentProps) {
  const words = useText().verdict;
  return (
    <>
      <p>
        {words.given(words.kinds[verdict.verdict], words.reasons[verdict.reason], verdict.by)} <When at={verdict.at} />
      </p>
      {verdict.note !== '' && <p className={styles['quiet']}>{verdict.note}</p>}
      {verdict.inheritedFrom !== null && <p className={styles['quiet']}>{words.inherited(verdict.inheritedFrom)}</p>}
      {verdict.outdatedBy !== null && (
        <>
          <p>
            <strong>{words.outdated(verdict.outdatedBy)}</strong>
          </p>
          <SinceVerdict at={verdict.at} showChanges={showChanges} />
        </>
      )}
    </>
  );
}

/** The way to members, links and evidence that are new since the verdict. */
function SinceVerdict({ at, showChanges }: { readonly at: string; readonly showChanges: ShowChanges }) {
  const words = useText().verdict;
  const runs = useDetectionRuns();
  if (!runs.data) return null;
  const since = sinceJudged(
    runs.data.pages.flatMap(({ nodes }) => nodes),
    at,
  );
  return (
    <Button variant="default" size="compact-xs" onClick={() => showChanges(since)}>
      {words.seeChanges}
    </Button>
  );
}

function VerdictForm({ ringId }: { readonly ringId: string }) {
  const words = useText().verdict;
  const { mutate, ...giving } = useSetRingVerdict(ringId);
  return (
    <JudgementForm
      kinds={VERDICT_KINDS}
      names={words.kinds}
      giving={{ ...giving, mutate: ({ kind, reason, note }) => mutate({ verdict: kind, reason, note }) }}
    />
  );
}

type Props = { readonly ringId: string; readonly showChanges: ShowChanges };

/** What was concluded of this ring, what is new since, and rings that were judged before and are alike. */
export function VerdictPanel({ ringId, showChanges }: Props) {
  const words = useText().verdict;
  const judged = useRingVerdict(ringId);
  const similar = judged.data?.similar ?? [];
  return (
    <>
      <h2>{words.title}</h2>
      {judged.error !== null && <FailureNotice error={judged.error} retry={() => void judged.refetch()} />}
      {judged.data &&
        (judged.data.verdict ? (
          <Current verdict={judged.data.verdict} showChanges={showChanges} />
        ) : (
          <p>{words.none}</p>
        ))}
      <VerdictForm ringId={ringId} />
      {similar.length > 0 && <h2>{words.similar}</h2>}
      <ul className={styles['plain']}>
        {similar.map(({ ring, verdict, statement }) => (
          <li key={ring.id}>
            <Link to={ringPath(ring.id)}>{ring.id}</Link> {words.kinds[verdict.verdict]}
            <br />
            <span className={styles['quiet']}>{statement}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

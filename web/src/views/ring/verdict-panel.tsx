import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import type { RingKey } from '../../api/ring-key.ts';
import { pictureOf } from '../../api/use-ring-diff.ts';
import {
  earlierOf,
  type PastVerdict,
  type RingVerdict,
  useRingVerdict,
  useSetRingVerdict,
} from '../../api/use-ring-verdict.ts';
import { type SeenPicture, VERDICT_KINDS } from '../../api/verdicts.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatExactTime } from '../../components/format.ts';
import { JudgementForm } from '../../components/judgement-form.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import styles from './why-pane.module.css';

type ShowChanges = (since: string) => void;
type CurrentProps = { readonly ringId: string; readonly verdict: RingVerdict; readonly showChanges: ShowChanges };

function Current({ ringId, verdict, showChanges }: CurrentProps) {
  const words = useText().verdict;
  const { seen } = verdict;
  return (
    <>
      <p>
        {words.given(words.kinds[verdict.verdict], words.reasons[verdict.reason], verdict.by)} <When at={verdict.at} />
      </p>
      {seen !== null && (
        <p className={styles['quiet']}>{words.seen(seen.run.asOf && formatExactTime(seen.run.asOf), seen.run.runId)}</p>
      )}
      {verdict.note !== '' && <p className={styles['quiet']}>{verdict.note}</p>}
      {verdict.inheritedFrom !== null && <p className={styles['quiet']}>{words.inherited(verdict.inheritedFrom)}</p>}
      {verdict.outdatedBy !== null && (
        <>
          <p>
            <strong>{words.outdated(verdict.outdatedBy)}</strong>
          </p>
          {seen !== null && (
            <Button variant="default" size="compact-xs" onClick={() => showChanges(sinceSeen(seen, ringId))}>
              {words.seeChanges}
            </Button>
          )}
        </>
      )}
    </>
  );
}

/** Where the way to members, links and evidence that are new since the verdict begins. */
const sinceSeen = ({ ringId, run }: SeenPicture, own: string): string =>
  ringId === own ? run.runId : pictureOf(run.runId, ringId);

type FormProps = { readonly picture: RingKey; readonly seen: RingVerdict | null };

function VerdictForm({ picture, seen }: FormProps) {
  const words = useText().verdict;
  const { mutate, ...giving } = useSetRingVerdict(picture, seen);
  return (
    <JudgementForm
      kinds={VERDICT_KINDS}
      names={words.kinds}
      giving={{ ...giving, mutate: ({ kind, reason, note }) => mutate({ verdict: kind, reason, note }) }}
    />
  );
}

function Earlier({ verdicts }: { readonly verdicts: readonly PastVerdict[] }) {
  const words = useText().verdict;
  if (verdicts.length === 0) return null;
  return (
    <details>
      <summary>{words.earlier(verdicts.length)}</summary>
      <ul className={styles['plain']}>
        {verdicts.map(({ verdict, reason, note, by, at, inheritedFrom }) => (
          <li key={at}>
            {words.given(words.kinds[verdict], words.reasons[reason], by)} <When at={at} />
            {[note, inheritedFrom === null ? '' : words.inherited(inheritedFrom)].map(
              (line) =>
                line !== '' && (
                  <div key={line} className={styles['quiet']}>
                    {line}
                  </div>
                ),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `place`: where the way to a verdict leads. `picture`: what is shown, and is judged. */
type Props = {
  readonly place: RefObject<HTMLHeadingElement | null>;
  readonly picture: RingKey;
  readonly showChanges: ShowChanges;
};

/** What was concluded of this ring, what is new since, and rings that were judged before and are alike. */
export function VerdictPanel({ place, picture, showChanges }: Props) {
  const words = useText().verdict;
  const judged = useRingVerdict(picture.id);
  const similar = judged.data?.similar ?? [];
  return (
    <>
      <h2 ref={place} tabIndex={-1}>
        {words.title}
      </h2>
      {judged.error !== null && <FailureNotice error={judged.error} retry={() => void judged.refetch()} />}
      {judged.data &&
        (judged.data.verdict ? (
          <Current ringId={picture.id} verdict={judged.data.verdict} showChanges={showChanges} />
        ) : (
          <p>{words.none}</p>
        ))}
      {judged.data && <Earlier verdicts={earlierOf(judged.data)} />}
      {judged.data && <VerdictForm picture={picture} seen={judged.data.verdict} />}
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

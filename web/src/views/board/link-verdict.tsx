import { type Ends, useLinkVerdict, useSetLinkVerdict } from '../../api/use-link-verdict.ts';
import { LINK_VERDICT_KINDS, type LinkVerdictKind } from '../../api/verdicts.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { JudgementForm } from '../../components/judgement-form.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import styles from './selected-panel.module.css';

const kindOf = (sameActor: boolean): LinkVerdictKind => (sameActor ? 'THE_SAME' : 'NOT_THE_SAME');

/** Whether these two ends are the same actor, as people concluded: later runs respect it. */
export function LinkVerdictPanel({ ends }: { readonly ends: Ends }) {
  const words = useText().verdict;
  const judged = useLinkVerdict(ends);
  const given = judged.data;
  const { mutate, ...giving } = useSetLinkVerdict(ends, given ?? null);
  return (
    <details>
      <summary>{given ? words.linkKinds[kindOf(given.sameActor)] : words.judgeLink}</summary>
      {judged.error !== null && <FailureNotice error={judged.error} retry={() => void judged.refetch()} />}
      {given && (
        <p>
          {words.given(words.linkKinds[kindOf(given.sameActor)], words.reasons[given.reason], given.by)}{' '}
          <When at={given.at} />
          {given.until !== null && (
            <>
              {' '}
              {words.until} <When at={given.until} />
            </>
          )}
        </p>
      )}
      {given && given.note !== '' && <p className={styles['hint']}>{given.note}</p>}
      <p className={styles['hint']}>{words.linkHint}</p>
      {given !== undefined && (
        <JudgementForm
          kinds={LINK_VERDICT_KINDS}
          names={words.linkKinds}
          canEnd
          giving={{
            ...giving,
            mutate: ({ kind, ...grounds }) => mutate({ ...grounds, sameActor: kind === 'THE_SAME' }),
          }}
        />
      )}
    </details>
  );
}

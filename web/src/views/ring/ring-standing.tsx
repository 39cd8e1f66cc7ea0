import { Button } from '@mantine/core';
import { useRingAlert } from '../../api/use-alerts.ts';
import { type RingVerdict, useRingVerdict } from '../../api/use-ring-verdict.ts';
import { useText } from '../../text/text.tsx';
import styles from './why-pane.module.css';

type Props = { readonly ringId: string; readonly judge: () => void };

/** At first sight: what was concluded and is out of date by now, why somebody is called, and the way to a verdict. */
export function RingStanding({ ringId, judge }: Props) {
  const words = useText();
  const { data: judged } = useRingVerdict(ringId);
  const { data: alert } = useRingAlert(ringId);
  if (!judged) return null;
  const { verdict } = judged;
  const isCalled = alert && alert.status !== 'CLOSED' && alert.reason !== verdict?.outdatedBy;
  return (
    <section className={styles['standing']} aria-label={words.verdict.standing}>
      {verdict === null ? words.verdict.open : <Concluded verdict={verdict} />}{' '}
      {isCalled && <span>{words.alerts.calls(words.alerts.status[alert.status], alert.reason)}</span>}{' '}
      <Button variant="default" size="compact-xs" onClick={judge}>
        {words.verdict.toVerdict}
      </Button>
    </section>
  );
}

function Concluded({ verdict: { verdict, reason, by, outdatedBy } }: { readonly verdict: RingVerdict }) {
  const words = useText().verdict;
  return (
    <>
      {words.given(words.kinds[verdict], words.reasons[reason], by)}.{' '}
      {outdatedBy !== null && <strong>{words.outdated(outdatedBy)}</strong>}
    </>
  );
}

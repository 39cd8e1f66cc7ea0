import type { EntityStatus, RiskLabel } from '../exploration/vocabulary.ts';
import { useText } from '../text/text.tsx';
import styles from './standing-mark.module.css';

type Props = { readonly status: EntityStatus; readonly riskLabel: RiskLabel | null };

/** What was decided about an account: its status, and what it was found to be; in words, with the decision's colour. */
export function StandingMark({ status, riskLabel }: Props) {
  const text = useText();
  return (
    <span className={styles['standing']}>
      <span data-status={status}>{text.names.status[status]}</span>
      {riskLabel !== null && riskLabel !== 'NONE' && (
        <span data-risk={riskLabel}>{text.names.riskLabel[riskLabel]}</span>
      )}
    </span>
  );
}

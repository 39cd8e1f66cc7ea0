import { useAlertChange, useRingAlert } from '../../api/use-alerts.ts';
import { Link } from '../../app/link.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { AlertActions } from '../alerts/alert-actions.tsx';
import styles from './why-pane.module.css';

/** Whether somebody should look at this ring now, why, and who dealt with it. */
export function AlertPanel({ ringId }: { readonly ringId: string }) {
  const words = useText().alerts;
  const found = useRingAlert(ringId);
  const change = useAlertChange();
  const alert = found.data;
  return (
    <>
      <h2>{words.ofRing}</h2>
      {found.error !== null && <FailureNotice error={found.error} retry={() => void found.refetch()} />}
      {change.error !== null && <FailureNotice error={change.error} />}
      {alert === null && <p className={styles['quiet']}>{words.noneOfRing}</p>}
      {alert && (
        <>
          <p>
            {alert.reason} <When at={alert.raisedAt} /> · {words.status[alert.status]}
          </p>
          {alert.handled !== null && (
            <p className={styles['quiet']}>{words.handled(alert.handled.by, alert.handled.note)}</p>
          )}
          <AlertActions alert={alert} change={change.mutate} />
        </>
      )}
      <Link to="/alerts">{words.all}</Link>
    </>
  );
}

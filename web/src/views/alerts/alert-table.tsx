import { useRef } from 'react';
import type { Alert } from '../../api/use-alerts.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { Cash } from '../../components/cash.tsx';
import { formatFixed } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import table from '../../components/table.module.css';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { AlertActions, type Change } from './alert-actions.tsx';
import styles from './alerts-view.module.css';

function Row({ alert, change }: { readonly alert: Alert; readonly change: Change }) {
  const text = useText();
  const words = text.alerts;
  const { handled, priorities, ring } = alert;
  const likely = ring?.typologies[0];
  const size = ring === null ? '' : words.members(ring.size);
  // Of a new ring the reason says it.
  const which = alert.reason.includes(size)
    ? ''
    : `${size}${likely === undefined ? '' : `, ${text.names.typology[likely.code]}`} · `;
  return (
    <tr>
      <td>
        <SeverityMark severity={alert.severity} />
      </td>
      <td className={styles['reason']}>
        <Link to={ringPath(alert.ringId)} data-alert-row="">
          {alert.reason}
        </Link>
        <span className={styles['under']}>
          {which}
          <code>{alert.ringId}</code>
          {alert.raises > 1 && ` · ${words.raises(alert.raises)}`}
        </span>
      </td>
      <td className={table['number']}>
        <Cash moneys={priorities.map(({ atRisk }) => atRisk)} />
      </td>
      <td className={table['number']}>
        {priorities.length === 0 && '–'}
        {priorities.map(({ perHour, atRisk: { currency } }) => (
          <div key={currency}>
            {words.perHour(formatFixed(perHour, perHour < 100 ? 2 : 0, text.language), currency)}
          </div>
        ))}
      </td>
      <td className={table['number']}>{words.growth(formatFixed(alert.growth, 2, text.language))}</td>
      <td className={table['number']}>
        <When at={alert.settlesAt} />
      </td>
      <td className={table['number']}>
        <When at={alert.raisedAt} />
      </td>
      <td className={styles['standing']}>
        {words.status[alert.status]}
        {handled !== null && <span className={styles['under']}>{words.handled(handled.by, handled.note)}</span>}
        <AlertActions alert={alert} change={change} />
      </td>
    </tr>
  );
}

export function AlertTable({ rows, change }: { readonly rows: readonly Alert[]; readonly change: Change }) {
  const text = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, 'a[data-alert-row]');
  const columns = text.alerts.columns;
  const numbers = [columns.atRisk, columns.perHour, columns.growth, columns.settles, columns.raised];
  return (
    <section className={table['scroll']} tabIndex={-1} aria-label={text.alerts.title}>
      <table className={`${table['table']} ${table['wrapped']} ${table['lastInSight']}`} aria-label={text.alerts.title}>
        <Headings
          names={[columns.severity, columns.reason, ...numbers.map((number) => ({ number })), columns.status]}
        />
        <tbody ref={body}>
          {rows.map((alert) => (
            <Row key={alert.id} alert={alert} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { useRef } from 'react';
import type { Alert, AlertOrder } from '../../api/use-alerts.ts';
import { useKeys } from '../../app/keyboard.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { Cash } from '../../components/cash.tsx';
import { formatFixed } from '../../components/format.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { SortHeading } from '../../components/sort-heading.tsx';
import table from '../../components/table.module.css';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { AlertActions, type Change } from './alert-actions.tsx';
import styles from './alerts-view.module.css';

type RowProps = {
  readonly alert: Alert;
  readonly change: Change;
  readonly isChosen: boolean;
  readonly choose: () => void;
};

function Row({ alert, change, isChosen, choose }: RowProps) {
  const text = useText();
  const words = text.alerts;
  const { assignment, closeReason, handled, priorities, ring } = alert;
  const growth = words.growth(formatFixed(alert.growth, 2, text.language));
  const likely = ring?.typologies[0];
  const size = ring === null ? '' : words.members(ring.size);
  // Of a new ring the reason says it.
  const which = alert.reason.includes(size)
    ? ''
    : `${size}${likely === undefined ? '' : `, ${text.names.typology[likely.code]}`} · `;
  return (
    <tr data-chosen={isChosen}>
      <td>
        <input
          type="checkbox"
          data-alert-box=""
          checked={isChosen}
          onChange={choose}
          aria-label={words.choose(alert.reason, alert.ringId)}
        />
      </td>
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
          <span className={table['narrow']}>
            {alert.growth > 1 && ` · ${growth}`} · <When at={alert.raisedAt} />
          </span>
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
      <td className={`${table['number']} ${table['wide']}`}>{growth}</td>
      <td className={table['number']}>
        <When at={alert.settlesAt} />
      </td>
      <td className={`${table['number']} ${table['wide']}`}>
        <When at={alert.raisedAt} />
      </td>
      <td className={styles['standing']}>
        {words.status[alert.status]}
        {closeReason !== null && `: ${words.closeReason[closeReason]}`}
        {` · ${words.owned(assignment?.to ?? null)}`}
        {handled !== null && <span className={styles['under']}>{words.handled(handled.by, handled.note)}</span>}
        <AlertActions alert={alert} change={change} />
      </td>
    </tr>
  );
}

type Props = {
  readonly rows: readonly Alert[];
  readonly change: Change;
  readonly order: AlertOrder;
  readonly sort: (order: AlertOrder) => void;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
};

export function AlertTable({ rows, change, order, sort, chosen, choose }: Props) {
  const text = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, 'a[data-alert-row]');
  // Of the row that j and k have reached.
  useKeys({
    x: () => {
      const row = document.activeElement?.closest('tr');
      if (row && body.current?.contains(row)) row.querySelector<HTMLInputElement>('[data-alert-box]')?.click();
    },
  });
  const words = text.alerts;
  const columns = words.columns;
  const isAll = rows.every(({ id }) => chosen.has(id));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const sorting = { order, sort };
  return (
    <section className={table['scroll']} tabIndex={-1} aria-label={words.title}>
      <table className={`${table['table']} ${table['wrapped']} ${table['lastInSight']}`} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                checked={isAll}
                onChange={() => choose(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
                aria-label={words.chooseAll(rows.length)}
              />
            </th>
            <SortHeading {...sorting} field="SEVERITY" label={columns.severity} />
            <th scope="col">{columns.reason}</th>
            <th scope="col" className={table['number']}>
              {columns.atRisk}
            </th>
            <SortHeading {...sorting} field="PRIORITY" label={columns.perHour} isNumber />
            <th scope="col" className={`${table['number']} ${table['wide']}`}>
              {columns.growth}
            </th>
            <SortHeading {...sorting} field="HOURS_LEFT" usual="ASC" label={columns.settles} isNumber />
            <SortHeading {...sorting} field="RAISED_AT" label={columns.raised} isNumber isWide />
            <th scope="col">{columns.status}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((alert) => (
            <Row
              key={alert.id}
              alert={alert}
              change={change}
              isChosen={chosen.has(alert.id)}
              choose={() => toggle(alert.id)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { MarketEvent } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import { Link } from '../../app/link.tsx';
import { orderPath } from '../../app/router.ts';
import { ExactWhen } from '../../components/exact-when.tsx';
import { formatMoney } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import { Notice } from '../../components/notice.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { useBoard } from './board-context.tsx';
import { SelectButton } from './select-button.tsx';

function Line({ event }: { readonly event: MarketEvent }) {
  const text = useText();
  const isChosen = useBoard((view) => view.selection.has(toKey(event.from)) || view.selection.has(toKey(event.to)));
  const outcome = [
    event.status?.toLowerCase(),
    event.declined ? text.events.declined : null,
    event.action,
    event.reason,
  ];
  return (
    <tr data-chosen={isChosen}>
      <td className={table['nowrap']}>
        <ExactWhen at={event.at} />
      </td>
      <td className={table['nowrap']}>{text.names.stage[event.stage]}</td>
      <td className={table['nowrap']}>{text.names.linkType[event.type]}</td>
      <td>
        <SelectButton entity={event.from} id="hint" />
      </td>
      <td>
        <SelectButton entity={event.to} id="hint" />
      </td>
      <td className={table['number']}>{event.amount ? formatMoney(event.amount, text.language) : '–'}</td>
      <td>{outcome.filter(Boolean).join(' · ') || '–'}</td>
      <td>{event.orderId === null ? '–' : <Link to={orderPath(event.orderId)}>{event.orderId}</Link>}</td>
    </tr>
  );
}

/** Events as rows, in the order they are given. */
export function EventTable({ events }: { readonly events: readonly MarketEvent[] }) {
  const text = useText();
  const columns = text.events.columns;
  if (events.length === 0) return <Notice title={text.events.none} />;
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={text.events.title}>
        <Headings
          names={[
            columns.at,
            columns.stage,
            columns.type,
            columns.from,
            columns.to,
            { number: columns.amount },
            columns.outcome,
            columns.order,
          ]}
        />
        <tbody>
          {events.map((event) => (
            <Line key={event.id} event={event} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { EntitySummary } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import { formatCount } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import { Notice } from '../../components/notice.tsx';
import { StandingMark } from '../../components/standing-mark.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { useBoard } from './board-context.tsx';
import { SelectButton } from './select-button.tsx';

function Line({ entity }: { readonly entity: EntitySummary }) {
  const text = useText();
  const isChosen = useBoard((view) => view.selection.has(toKey(entity)));
  return (
    <tr data-chosen={isChosen}>
      <td>
        <SelectButton entity={entity} />
      </td>
      <td>{text.names.kind[entity.kind]}</td>
      <td>
        <StandingMark status={entity.status} riskLabel={entity.riskLabel} />
      </td>
      <td className={table['number']}>{formatCount(entity.linkCount, text.language)}</td>
    </tr>
  );
}

type Props = { readonly entities: readonly EntitySummary[]; readonly title: string; readonly empty: string };

export function EntityTable({ entities, title, empty }: Props) {
  const text = useText();
  if (entities.length === 0) return <Notice title={empty} />;
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={title}>
        <Headings names={[text.entity.name, text.entity.kind, text.entity.status, { number: text.entity.links }]} />
        <tbody>
          {entities.map((entity) => (
            <Line key={toKey(entity)} entity={entity} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

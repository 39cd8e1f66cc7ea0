import type { SharedIdentifier } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import { Cut } from '../../components/cut.tsx';
import { formatCount, formatShare } from '../../components/format.ts';
import { Notice } from '../../components/notice.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { useBoard } from './board-context.tsx';
import { SelectButton } from './select-button.tsx';

function Line({ identifier }: { readonly identifier: SharedIdentifier }) {
  const text = useText();
  const isChosen = useBoard((view) => view.selection.has(toKey(identifier.entity)));
  return (
    <tr data-chosen={isChosen}>
      <td>
        <SelectButton entity={identifier.entity} />
      </td>
      <td>{text.names.kind[identifier.entity.kind]}</td>
      <td className={table['number']}>{formatCount(identifier.sharedBy, text.language)}</td>
      <td className={table['number']}>{formatCount(identifier.accounts, text.language)}</td>
      <td className={table['number']}>{formatShare(identifier.rarity, text.language)}</td>
      <td>{identifier.statement}</td>
    </tr>
  );
}

/** What is shared, by how many here and in the whole marketplace, and how rare that is. */
export function IdentifierTable({ identifiers }: { readonly identifiers: readonly SharedIdentifier[] }) {
  const text = useText();
  const focus = useBoard((view) => view.filters.focus);
  const columns = text.identifiers;
  const shown = focus ? identifiers.filter(({ entity }) => focus.nodes.has(toKey(entity))) : identifiers;
  if (identifiers.length === 0) return <Notice title={columns.none} />;
  return (
    <>
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={columns.title}>
          <thead>
            <tr>
              <th scope="col">{columns.identifier}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col" className={table['number']}>
                {columns.sharedBy}
              </th>
              <th scope="col" className={table['number']}>
                {columns.accounts}
              </th>
              <th scope="col" className={table['number']} title={columns.rarityHint}>
                {columns.rarity}
              </th>
              <th scope="col">{columns.statement}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((identifier) => (
              <Line key={toKey(identifier.entity)} identifier={identifier} />
            ))}
          </tbody>
        </table>
      </div>
      {focus && <Cut sentence={columns.inFocus(shown.length, identifiers.length)} />}
    </>
  );
}

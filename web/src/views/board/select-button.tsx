import type { MouseEvent } from 'react';
import type { NamedEntity } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import { EntityName } from '../../components/entity-name.tsx';
import table from '../../components/table.module.css';
import { select, toggleSelect } from '../../exploration/look-producers.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardStore } from './board-context.tsx';

type Props = { readonly entity: NamedEntity; readonly id?: 'beside' | 'below' | 'hint' };

/** An entity in a row: a click selects it in every pane, with ⇧, ⌘ or Ctrl beside what is selected already. */
export function SelectButton({ entity, id = 'beside' }: Props) {
  const text = useText();
  const store = useBoardStore();
  const key = toKey(entity);
  const isOnBoard = useBoard((view) => view.nodes.has(key));
  const isChosen = useBoard((view) => view.selection.has(key));
  if (!isOnBoard) return <EntityName entity={entity} id={id} />;
  const onClick = (event: MouseEvent) => {
    const isAlso = event.shiftKey || event.metaKey || event.ctrlKey;
    store.apply(isAlso ? toggleSelect(key) : select([key]));
  };
  return (
    <button
      type="button"
      className={table['rowButton']}
      data-row-key
      aria-pressed={isChosen}
      title={text.selected.selectHint}
      onClick={onClick}
    >
      <EntityName entity={entity} plain id={id} />
    </button>
  );
}

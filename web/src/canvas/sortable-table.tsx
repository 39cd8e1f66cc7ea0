/** A table of the board: sortable by its headers, rows chosen by a checkbox, moved through by arrow keys or j and k. */
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { useText } from '../text/text.tsx';
import classes from './table-twin.module.css';
import { type Column, sortRows, useSort } from './use-sort.ts';

const PAGE = 200;

export type TableColumn<Row> = Column<Row> & { readonly cellOf: (row: Row) => ReactNode };

type Props<Row> = {
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  readonly isSelected: (row: Row) => boolean;
  readonly isDimmed: (row: Row) => boolean;
  readonly onToggle: (row: Row) => void;
  /** The row was clicked; `isAlso` when it is meant beside what is selected already. */
  readonly onChoose: (row: Row, isAlso: boolean) => void;
  /** True when the key meant something for this row. */
  readonly onKey: (row: Row, event: KeyboardEvent) => boolean;
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

const moveFocus = (event: KeyboardEvent<HTMLElement>, step: number): void => {
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const at = boxes.findIndex((box) => box.matches(':focus'));
  boxes[at + step]?.focus();
};

/** Buttons and boxes in a row answer for themselves, and marking text to copy it is no click. */
const isOnRow = ({ target }: MouseEvent): boolean =>
  target instanceof Element &&
  target.closest('button, input, a') === null &&
  window.getSelection()?.isCollapsed !== false;

export const SortableTable = <Row,>(props: Props<Row>) => {
  const text = useText();
  const { columns, rows, keyOf } = props;
  const { sort, toggle } = useSort();
  const [shown, setShown] = useState(PAGE);
  const sorted = sortRows(rows, columns, sort);
  const page = sorted.slice(0, shown);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const at = event.target instanceof HTMLElement ? event.target.closest('tr')?.dataset['row'] : undefined;
    const row = at === undefined ? undefined : page[Number(at)];
    const isHandled = step !== undefined || (row !== undefined && props.onKey(row, event));
    if (step !== undefined) moveFocus(event, step);
    if (!isHandled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div>
      <table className={classes['table']}>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.canvas.selectColumn}</th>
            {columns.map(({ id, title, isNumber }) => (
              <th
                key={id}
                scope="col"
                className={isNumber ? classes['number'] : undefined}
                aria-sort={sort?.column === id ? sort.direction : undefined}
              >
                <button type="button" onClick={() => toggle(id)}>
                  {title}
                  {sort?.column === id && (sort.direction === 'ascending' ? ' ▲' : ' ▼')}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {page.map((row, index) => (
            <tr
              key={keyOf(row)}
              data-row={index}
              data-selected={props.isSelected(row)}
              data-dimmed={props.isDimmed(row)}
              onClick={(event) => {
                if (isOnRow(event)) props.onChoose(row, event.shiftKey || event.metaKey || event.ctrlKey);
              }}
            >
              <td>
                <input
                  type="checkbox"
                  data-row-key
                  checked={props.isSelected(row)}
                  onChange={() => props.onToggle(row)}
                  aria-label={text.canvas.selectRow(props.nameOf(row))}
                />
              </td>
              {columns.map(({ id, isNumber, cellOf }) => (
                <td key={id} className={isNumber ? classes['number'] : undefined}>
                  {cellOf(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <p>
          {text.canvas.rowsShown(shown, rows.length)}{' '}
          <button type="button" onClick={() => setShown(shown + PAGE)}>
            {text.canvas.nextRows(Math.min(PAGE, rows.length - shown))}
          </button>
        </p>
      )}
    </div>
  );
};

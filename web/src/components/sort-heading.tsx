import type { Order, OrderDirection } from '../api/shapes.ts';
import styles from './sort-heading.module.css';
import table from './table.module.css';

type Props<Field extends string> = {
  readonly field: Field;
  readonly order: Order<Field>;
  readonly sort: (order: Order<Field>) => void;
  /** The way round that is asked for first. */
  readonly usual?: OrderDirection;
  readonly label: string;
  readonly isNumber?: boolean;
  readonly isWide?: boolean;
};

/** Of a column that the list can be sorted by; pressed again, it is sorted the other way round. */
export function SortHeading<Field extends string>(props: Props<Field>) {
  const { field, order, sort, usual = 'DESC', label, isNumber = false, isWide = false } = props;
  const isSorted = order.field === field;
  const isDescending = order.direction === 'DESC';
  const sorted = isDescending ? 'descending' : 'ascending';
  const className = [isNumber ? table['number'] : '', isWide ? table['wide'] : ''].join(' ');
  return (
    <th scope="col" className={className} aria-sort={isSorted ? sorted : 'none'}>
      <button
        type="button"
        className={styles['sort']}
        onClick={() => sort({ field, direction: isSorted ? (isDescending ? 'ASC' : 'DESC') : usual })}
      >
        {label}
        <span aria-hidden="true" className={styles['arrow']}>
          {isSorted ? (isDescending ? '▾' : '▴') : ''}
        </span>
      </button>
    </th>
  );
}

import type { RingOrder } from '../../api/use-rings.ts';
import type { RingOrderField } from '../../api/vocabulary.ts';
import table from '../../components/table.module.css';
import styles from './ring-table.module.css';

type Props = {
  readonly field: RingOrderField;
  readonly order: RingOrder;
  readonly sort: (order: RingOrder) => void;
  readonly label: string;
  readonly isNumber?: boolean;
  readonly isWide?: boolean;
};

export function SortHeading({ field, order, sort, label, isNumber = false, isWide = false }: Props) {
  const isSorted = order.field === field;
  const isDescending = order.direction === 'DESC';
  const sorted = isDescending ? 'descending' : 'ascending';
  const className = [isNumber ? table['number'] : '', isWide ? styles['wide'] : ''].join(' ');
  return (
    <th scope="col" className={className} aria-sort={isSorted ? sorted : 'none'}>
      <button
        type="button"
        className={styles['sort']}
        onClick={() => sort({ field, direction: isSorted && isDescending ? 'ASC' : 'DESC' })}
      >
        {label}
        <span aria-hidden="true" className={styles['arrow']}>
          {isSorted ? (isDescending ? '▾' : '▴') : ''}
        </span>
      </button>
    </th>
  );
}

/** Which column a table is ordered by, and which way. */
import { useState } from 'react';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly isNumber?: boolean;
  readonly valueOf: (row: Row) => string | number;
};

export type Sort = { readonly column: string; readonly direction: 'ascending' | 'descending' };

const compare = (a: string | number, b: string | number): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
};

/** Stable: rows that are equal in the column keep the order they came in. */
export const sortRows = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] => {
  const column = columns.find(({ id }) => id === sort?.column);
  if (!sort || !column) return rows;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => sign * compare(column.valueOf(a), column.valueOf(b)));
};

export const useSort = () => {
  const [sort, setSort] = useState<Sort | null>(null);
  const toggle = (column: string) =>
    setSort((before) => ({
      column,
      direction: before?.column === column && before.direction === 'ascending' ? 'descending' : 'ascending',
    }));
  return { sort, toggle };
};

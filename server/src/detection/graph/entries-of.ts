/** The part of an incidence that some of its rows make up, rows and columns numbered anew. */
import { bucketBy, valuesAt } from './csr.ts';
import { positionsWhere } from './edge-selection.ts';
import { eachColumn, type Incidence } from './incidence.ts';

/** By column, then by place. */
export type Entries = { readonly place: Int32Array; readonly column: Int32Array };

/** `columns`: the incidence's own, ascending: those that so many of the rows hold. A place is a position in `rows`. */
export function entriesOf(
  incidence: Incidence,
  rows: Int32Array,
  leastHolders: number,
): { readonly entries: Entries; readonly columns: Int32Array } {
  const holders = new Int32Array(incidence.columnCount);
  let length = 0;
  eachColumn(incidence, rows, (column) => {
    holders[column] = (holders[column] ?? 0) + 1;
    length++;
  });
  const columns = positionsWhere(holders.length, (column) => (holders[column] ?? 0) >= leastHolders);
  const numbers = holders.fill(-1);
  for (let c = 0; c < columns.length; c++) numbers[columns[c] ?? 0] = c;
  const places = new Int32Array(length);
  const numbered = new Int32Array(length);
  let at = 0;
  eachColumn(incidence, rows, (column, place) => {
    places[at] = place;
    numbered[at++] = numbers[column] ?? -1;
  });
  const order = bucketBy(numbered, columns.length).items;
  return {
    entries: { place: valuesAt(places, order), column: valuesAt(numbered, order) },
    columns,
  };
}

import table from './table.module.css';

/** Of a column of words, or of one of numbers: that stands to the right, above them. */
type Heading = string | { readonly number: string };

/** The head of a table: one row of names. */
export function Headings({ names }: { readonly names: readonly Heading[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) =>
          typeof name === 'string' ? (
            <th key={name} scope="col">
              {name}
            </th>
          ) : (
            <th key={name.number} scope="col" className={table['number']}>
              {name.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

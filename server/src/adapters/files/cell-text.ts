/** A value of NDJSON, Parquet or XLSX as the text a CSV file would hold. */

/** '' for an absent value; null for one that has no single text: nested, or a number too large to be exact. */
export function toCellText(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? plain(value) : null;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return '';
    default:
      if (value === null) return '';
      return value instanceof Date && !Number.isNaN(value.getTime()) ? toTimeText(value) : null;
  }
}

export const CELL_EXPECTATION = 'one plain value: text, a number that is exact, true or false';

/** Without an exponent, as far as 18 digits reach. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(18).replace(/\.?0+$/, '') : text;
}

/** An instant of a whole second claims no more: it is the same time as in a text file, and evidence of nothing finer. */
const toTimeText = (instant: Date): string => instant.toISOString().replace('.000Z', 'Z');

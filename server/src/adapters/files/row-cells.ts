/**
 * One row, whatever the form it came in: cells by column number. Column −1 stands for a column the file does not
 * have, an empty cell for an absent field.
 */
import type { Attributes } from '../../domain/records.ts';
import { parseTimePoint } from '../../domain/time-point.ts';

/** No time in this cell. */
export const NO_TIME = Number.MIN_SAFE_INTEGER;

/** NaN for text that is no time. The years 0–99 are none: `Date.UTC` would take them for 1900–1999. */
export const parseTime = (text: string): number =>
  text.startsWith('00') ? Number.NaN : (parseTimePoint(text) ?? Number.NaN);

export interface RowCells {
  text(column: number): string;
  /** As `text`, for columns whose values repeat: kinds, types, currencies. Kept apart because it can be cached. */
  word(column: number): string;
  /** Known to be printable ASCII: such a text needs no further check of its characters. */
  isPlain(column: number): boolean;
  /** A TimePoint, NO_TIME, or NaN for text that is no time. */
  time(column: number): number;
  attributes(): Attributes | undefined;
  /** The row as it stands in the file, for the rejects file. */
  fields(): Readonly<Record<string, unknown>>;
}

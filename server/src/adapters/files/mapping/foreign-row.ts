/** One row of a foreign file while templates are applied to it, and the names templates use to look into it. */
import { toCellText } from '../cell-text.ts';
import type { Row } from '../object-rows.ts';
import { parsePath, valueAt } from './value-path.ts';

export class ForeignRow {
  fields: Row = {};
  line = 0;
  /** Element of the array a template runs over, and its 1-based position; undefined outside one. */
  element: unknown = undefined;
  position = 0;
  /** What was expected where the last value did not fit; null when it did. */
  problem: string | null = null;

  begin(fields: Row, line: number): void {
    this.fields = fields;
    this.line = line;
    this.element = undefined;
    this.position = 0;
  }
}

export type Lookup = (row: ForeignRow) => unknown;

/** `each`, `each.a.b` and `each[0]` look into the element, `position` is its number. Everything else is the row's. */
export function lookupPath(text: string): Lookup {
  if (text === 'each') return (row) => row.element;
  if (text === 'position') return (row) => (row.position === 0 ? undefined : row.position);
  const isElement = text.startsWith('each.') || text.startsWith('each[');
  const path = parsePath(isElement ? text.slice(4) : text);
  return isElement ? (row) => valueAt(row.element, path) : (row) => valueAt(row.fields, path);
}

export const lookupColumn =
  (name: string): Lookup =>
  (row) =>
    Object.hasOwn(row.fields, name) ? row.fields[name] : undefined;

/** A column by its exact name where the file has one so named; else a path. */
export function lookupName(name: string, columns: readonly string[] | null): Lookup {
  return columns?.includes(name) ? lookupColumn(name) : lookupPath(name);
}

/** The text of a value; a nested one leaves a problem. */
export function textOf(row: ForeignRow, value: unknown): string {
  const text = toCellText(value);
  if (text === null) {
    row.problem =
      typeof value === 'number'
        ? 'an exact number; this one was rounded where it was exported'
        : 'one plain value; a list or a table needs a path, or each';
  }
  return text ?? '';
}

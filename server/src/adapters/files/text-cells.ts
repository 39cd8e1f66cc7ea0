/** Cells of a row that is already text: an NDJSON object, a Parquet row, what a mapping made. Columns are contract fields. */
import type { Attributes } from '../../domain/records.ts';
import { RECORD_FIELDS, type RecordClass } from './record-fields.ts';
import { NO_TIME, parseTime, type RowCells } from './row-cells.ts';

const REMEMBERED_TIMES = 4096;

export class TextCells implements RowCells {
  /** Column number of each field, for the record class of these cells. */
  readonly positions: ReadonlyMap<string, number>;
  private readonly values: string[];
  private extra: Record<string, string> | undefined;
  private own: Readonly<Record<string, unknown>> = {};
  private readonly times = new Map<string, number>();

  constructor(record: RecordClass) {
    this.positions = new Map(RECORD_FIELDS[record].map((field, position) => [field, position]));
    this.values = new Array<string>(this.positions.size).fill('');
  }

  /** Starts a new row; `own` is what the rejects file shows of it. */
  begin(own: Readonly<Record<string, unknown>>): void {
    this.values.fill('');
    this.extra = undefined;
    this.own = own;
  }

  set(position: number, text: string): void {
    this.values[position] = text;
  }

  setAttribute(name: string, text: string): void {
    this.extra ??= {};
    this.extra[name] = text;
  }

  text(column: number): string {
    return this.values[column] ?? '';
  }

  word(column: number): string {
    return this.values[column] ?? '';
  }

  isPlain(): boolean {
    return false;
  }

  time(column: number): number {
    const text = this.values[column] ?? '';
    if (text === '') return NO_TIME;
    const known = this.times.get(text);
    if (known !== undefined) return known;
    const time = parseTime(text);
    if (this.times.size >= REMEMBERED_TIMES) this.times.clear();
    this.times.set(text, time);
    return time;
  }

  attributes(): Attributes | undefined {
    return this.extra;
  }

  fields(): Readonly<Record<string, unknown>> {
    return this.own;
  }
}

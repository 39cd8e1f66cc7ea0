/** Rows that are objects (NDJSON, Parquet, a rejects file) → records: one parser and one set of cells a record class. */
import type { AttributeNames } from './attribute-names.ts';
import type { BatchSink } from './batch-sink.ts';
import { CELL_EXPECTATION, toCellText } from './cell-text.ts';
import { RECORD_CLASSES, RECORD_FIELDS, type RecordClass } from './record-fields.ts';
import { RecordParser } from './record-parser.ts';
import { TextCells } from './text-cells.ts';

export type Row = Readonly<Record<string, unknown>>;
export type ObjectRowsOptions = {
  readonly file: string;
  readonly sink: BatchSink;
  readonly now: number;
  readonly attributeNames: AttributeNames;
};

type ClassReader = { readonly cells: TextCells; readonly parser: RecordParser };

export class ObjectRows {
  private readonly options: ObjectRowsOptions;
  private readonly readers: Readonly<Record<RecordClass, ClassReader>>;

  constructor(options: ObjectRowsOptions) {
    this.options = options;
    const reader = (record: RecordClass): ClassReader => {
      const cells = new TextCells(record);
      return { cells, parser: new RecordParser({ ...options, record, columns: RECORD_FIELDS[record], cells }) };
    };
    this.readers = { entities: reader('entities'), links: reader('links'), events: reader('events') };
  }

  row(record: RecordClass, row: Row, line: number): void {
    const { cells, parser } = this.readers[record];
    cells.begin(row);
    for (const [name, value] of Object.entries(row)) {
      const problem = this.put(cells, name, value);
      if (problem !== null) {
        parser.reject(line, name, problem);
        return;
      }
    }
    parser.row(line);
  }

  reject(record: RecordClass, row: Row, line: number, problem: { column: string | null; expected: string }): void {
    const { cells, parser } = this.readers[record];
    cells.begin(row);
    parser.reject(line, problem.column, problem.expected);
  }

  private put(cells: TextCells, name: string, value: unknown): string | null {
    const text = toCellText(value);
    if (text === null) return CELL_EXPECTATION;
    const position = cells.positions.get(name);
    if (position !== undefined) cells.set(position, text);
    else if (text !== '') {
      const problem = this.options.attributeNames.admit(name);
      if (problem !== null) return problem;
      cells.setAttribute(name, text);
    }
    return null;
  }
}

export const isRecordClass = (value: unknown): value is RecordClass =>
  RECORD_CLASSES.some((record) => record === value);

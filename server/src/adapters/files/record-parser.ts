/** Rows of one record class → records in the sink, or rejects. One a file and class. */
import type { GraphRecord } from '../../domain/records.ts';
import type { BatchSink } from './batch-sink.ts';
import { FieldReader } from './field-reader.ts';
import { parseEntity } from './parse-entity.ts';
import { parseEvent } from './parse-event.ts';
import { parseLink } from './parse-link.ts';
import { type RecordClass, toFieldPlan } from './record-fields.ts';
import type { RowCells } from './row-cells.ts';

export type ParserOptions = {
  readonly record: RecordClass;
  readonly file: string;
  readonly columns: readonly string[];
  readonly cells: RowCells;
  readonly sink: BatchSink;
  readonly now: number;
};

export class RecordParser {
  private readonly options: ParserOptions;
  private readonly reader: FieldReader;
  private readonly parse: () => GraphRecord | null;

  constructor(options: ParserOptions) {
    this.options = options;
    this.reader = new FieldReader(options.cells, options.now);
    this.parse = parserOf(options, this.reader);
  }

  /** Reads the row that stands in the cells. */
  row(line: number): void {
    this.reader.beginRow();
    const parsed = this.parse();
    if (parsed === null) this.reject(line, this.reader.column, this.reader.expected);
    else this.options.sink.accept(this.options.record, parsed);
  }

  /** Refuses the row that stands in the cells. */
  reject(line: number, column: string | null, expected: string): void {
    const { record, file, cells, sink } = this.options;
    sink.reject({ record, file, line, column, expected, fields: cells.fields() });
  }
}

function parserOf({ record, columns }: ParserOptions, reader: FieldReader): () => GraphRecord | null {
  switch (record) {
    case 'entities': {
      const plan = toFieldPlan('entities', columns);
      return () => parseEntity(reader, plan);
    }
    case 'links': {
      const plan = toFieldPlan('links', columns);
      return () => parseLink(reader, plan);
    }
    case 'events': {
      const plan = toFieldPlan('events', columns);
      return () => parseEvent(reader, plan);
    }
  }
}

/** A CSV file of the contract → records and rejects. */
import type { SourceBatch } from '../../application/ports/record-source.ts';
import type { AttributeNames } from './attribute-names.ts';
import type { BatchSink } from './batch-sink.ts';
import { ByteCells } from './byte-cells.ts';
import { CsvRows } from './csv-rows.ts';
import { BROKEN, STANDARD_DIALECT } from './csv-scanner.ts';
import { fileFailure } from './file-failure.ts';
import type { ContractFile } from './list-files.ts';
import { attributeColumns, REQUIRED_FIELDS, type RecordClass } from './record-fields.ts';
import { RecordParser } from './record-parser.ts';

export type ReadContext = {
  readonly sink: BatchSink;
  readonly now: number;
  readonly attributeNames: AttributeNames;
  readonly onBytes?: (bytes: number) => void;
};

/** Reads the header alone: what is wrong with it is known before anything is written. */
export async function checkCsv(file: ContractFile, record: RecordClass, context: ReadContext): Promise<void> {
  const rows = new CsvRows({ path: file.path, gzip: file.gzip }, STANDARD_DIALECT);
  try {
    checkHeader(file.path, await rows.header(), record, context.attributeNames);
  } finally {
    await rows.close();
  }
}

export async function* readCsv(
  file: ContractFile,
  record: RecordClass,
  context: ReadContext,
): AsyncGenerator<SourceBatch> {
  const rows = new CsvRows({ path: file.path, gzip: file.gzip }, STANDARD_DIALECT, context.onBytes);
  const columns = await rows.header();
  const { scanner } = rows;
  const cells = new ByteCells(scanner, columns, attributeColumns(record, columns));
  const { sink, now } = context;
  const parser = new RecordParser({ record, file: file.path, columns, cells, sink, now });
  const width = columns.length;
  while (await rows.more()) {
    for (let found = rows.next(); found !== null; found = rows.next()) {
      if (found === BROKEN) {
        sink.reject({ ...rows.brokenRow(columns), record });
      } else if (scanner.count === width) parser.row(scanner.line);
      else parser.reject(scanner.line, null, `${width} fields, as in the header, not ${scanner.count}`);
      if (sink.isFull) yield sink.take();
    }
    sink.assertRunning();
  }
}

function checkHeader(file: string, columns: readonly string[], record: RecordClass, names: AttributeNames): void {
  for (const column of REQUIRED_FIELDS[record]) {
    if (!columns.includes(column)) {
      throw fileFailure({ file, line: 1 }, `the column ${column} is missing; ${record} need it`);
    }
  }
  for (const { name } of attributeColumns(record, columns)) {
    const problem = names.admit(name);
    if (problem !== null) throw fileFailure({ file, line: 1, column: JSON.stringify(name) }, `expected ${problem}`);
  }
}

/** Files named and formed as the record contract says: checks each at opening, then reads it. */
import type { SourceBatch } from '../../application/ports/record-source.ts';
import type { AttributeNames } from './attribute-names.ts';
import { BatchSink } from './batch-sink.ts';
import { fileFailure } from './file-failure.ts';
import { assertReadable, type ContractFile, type FoundFile, toContractFile, toRejectsFile } from './list-files.ts';
import { ObjectRows } from './object-rows.ts';
import { checkCsv, type ReadContext, readCsv } from './read-csv.ts';
import { hasRecordNames, readNdjson } from './read-ndjson.ts';
import { type OpenParquet, openParquet, parquetRows } from './read-parquet.ts';
import { REQUIRED_FIELDS, type RecordClass } from './record-fields.ts';

export type SourceContext = { readonly now: number; readonly attributeNames: AttributeNames };
export type ReadPlan = {
  readonly path: string;
  readonly size: number;
  read(context: ReadContext): AsyncGenerator<SourceBatch>;
};

/** Null for a name that is not of the contract; throws for a file that cannot be read. */
export async function planContractFile(found: FoundFile, context: SourceContext): Promise<ReadPlan | null> {
  const file = toContractFile(found) ?? toRejectsFile(found);
  if (file === null) return null;
  await assertReadable(file);
  if (file.record === null && !(await hasRecordNames(file))) return null;
  const { path, size, record } = file;
  if (file.form === 'ndjson' || record === null) return { path, size, read: (reading) => readNdjson(file, reading) };
  if (file.form === 'csv') {
    await checkCsv(file, record, { ...context, sink: new BatchSink(1, undefined) });
    return { path, size, read: (reading) => readCsv(file, record, reading) };
  }
  const parquet = await openParquet(path);
  checkColumns(parquet, record);
  return { path, size, read: (reading) => readParquet(file, { parquet, record }, reading) };
}

function checkColumns({ path, columns }: OpenParquet, record: RecordClass): void {
  for (const column of REQUIRED_FIELDS[record]) {
    if (!columns.includes(column)) {
      throw fileFailure({ file: path }, `the column ${column} is missing; ${record} need it`);
    }
  }
}

type ParquetFile = { readonly parquet: OpenParquet; readonly record: RecordClass };

async function* readParquet(
  file: ContractFile,
  { parquet, record }: ParquetFile,
  context: ReadContext,
): AsyncGenerator<SourceBatch> {
  const { sink } = context;
  const rows = new ObjectRows({ ...context, file: file.path });
  const total = Math.max(1, Number(parquet.metadata.num_rows));
  for await (const group of parquetRows(parquet)) {
    for (const [i, row] of group.rows.entries()) {
      rows.row(record, row, group.firstRow + i);
      if (sink.isFull) yield sink.take();
    }
    context.onBytes?.((file.size * group.rows.length) / total);
    sink.assertRunning();
  }
}

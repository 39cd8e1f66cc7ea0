/** A Parquet file → rows as objects, one row group at a time; a row's line is its number in the file. */
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { fileFailure } from './file-failure.ts';
import type { Row } from './object-rows.ts';

const ROWS_AT_ONCE = 20_000;

export type OpenParquet = {
  readonly path: string;
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly columns: readonly string[];
};

export async function openParquet(path: string): Promise<OpenParquet> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    return { path, file, metadata, columns: topColumns(metadata.schema).map((element) => element.name) };
  } catch (error) {
    throw damaged(path, error);
  }
}

export type ParquetRows = { readonly rows: readonly Row[]; readonly firstRow: number };

export async function* parquetRows(parquet: OpenParquet): AsyncGenerator<ParquetRows> {
  const days = dayColumns(parquet.metadata.schema);
  let rowStart = 0;
  for (const group of parquet.metadata.row_groups) {
    const groupEnd = rowStart + Number(group.num_rows);
    for (; rowStart < groupEnd; rowStart += ROWS_AT_ONCE) {
      const rowEnd = Math.min(rowStart + ROWS_AT_ONCE, groupEnd);
      yield { rows: await readRows(parquet, { rowStart, rowEnd, days }), firstRow: rowStart + 1 };
    }
    rowStart = groupEnd;
  }
}

type Range = { readonly rowStart: number; readonly rowEnd: number; readonly days: readonly string[] };

async function readRows(parquet: OpenParquet, { rowStart, rowEnd, days }: Range): Promise<readonly Row[]> {
  try {
    const { file, metadata } = parquet;
    const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
    for (const row of rows) for (const name of days) row[name] = dayOf(row[name]);
    return rows;
  } catch (error) {
    throw damaged(parquet.path, error);
  }
}

function topColumns(schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const columns: SchemaElement[] = [];
  for (let i = 1; i < schema.length; i += span(schema, i)) {
    const element = schema[i];
    if (element) columns.push(element);
  }
  return columns;
}

/** How many elements of the flattened schema a subtree takes. */
function span(schema: readonly SchemaElement[], at: number): number {
  let size = 1;
  for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) size += span(schema, at + size);
  return size;
}

const dayColumns = (schema: readonly SchemaElement[]): readonly string[] =>
  topColumns(schema)
    .filter((element) => element.converted_type === 'DATE' || element.logical_type?.type === 'DATE')
    .map((element) => element.name);

/** A date column knows the day only; as an instant it would claim milliseconds. */
const dayOf = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

function damaged(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const failed = fileFailure({ file: path }, `it is no complete Parquet file (${reason})`);
  failed.cause = error;
  return failed;
}

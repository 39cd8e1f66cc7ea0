/** A Parquet file → rows as objects, one row group at a time; a row's line is its number in the file. */
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { fileFailure } from './file-failure.ts';
import type { Row } from './object-rows.ts';
import { type ColumnFix, columnFixes, RAW_BYTES, topColumns, withRawDecimals } from './parquet-types.ts';

const ROWS_AT_ONCE = 20_000;

/** A page of nothing but absent values: some of the decompressors stumble over its zero bytes. */
const COMPRESSORS: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number) => (length === 0 ? new Uint8Array(0) : decompress(input, length)),
  ]),
);

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
  const fixes = columnFixes(parquet.metadata.schema);
  const raw = { ...parquet, metadata: { ...parquet.metadata, schema: withRawDecimals(parquet.metadata.schema) } };
  let rowStart = 0;
  for (const group of parquet.metadata.row_groups) {
    const groupEnd = rowStart + Number(group.num_rows);
    for (; rowStart < groupEnd; rowStart += ROWS_AT_ONCE) {
      const rowEnd = Math.min(rowStart + ROWS_AT_ONCE, groupEnd);
      yield { rows: await readRows(raw, { rowStart, rowEnd, fixes }), firstRow: rowStart + 1 };
    }
    rowStart = groupEnd;
  }
}

type Range = { readonly rowStart: number; readonly rowEnd: number; readonly fixes: readonly ColumnFix[] };

async function readRows(parquet: OpenParquet, { rowStart, rowEnd, fixes }: Range): Promise<readonly Row[]> {
  const heard = heardOnce(parquet.file);
  try {
    const reading = parquetReadObjects({
      file: heard.file,
      metadata: parquet.metadata,
      compressors: COMPRESSORS,
      parsers: RAW_BYTES,
      rowStart,
      rowEnd,
    });
    const rows = await Promise.race([reading, heard.failed]);
    for (const row of rows) for (const { name, fix } of fixes) row[name] = fix(row[name]);
    return rows;
  } catch (error) {
    heard.abandon();
    throw damaged(parquet.path, error);
  }
}

type HeardOnce = { readonly file: AsyncBuffer; readonly failed: Promise<never>; readonly abandon: () => void };

/**
 * Columns are read side by side. Where the reader gives up while some are still on their way (a damaged schema), nobody
 * would hear what is wrong with those, and the process would end of it: they get no more bytes, and what went wrong
 * with reading them is told here, once, and to none of them.
 */
function heardOnce(file: AsyncBuffer): HeardOnce {
  let abandoned = false;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const never = new Promise<never>(() => {});
  const slice = async (start: number, end?: number): Promise<ArrayBuffer> => {
    try {
      const bytes = await file.slice(start, end);
      return abandoned ? await never : bytes;
    } catch (error) {
      fail(error);
      return await never;
    }
  };
  return {
    file: { byteLength: file.byteLength, slice },
    failed,
    abandon: () => {
      abandoned = true;
    },
  };
}

function damaged(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const failed = fileFailure({ file: path }, `it is no complete Parquet file (${reason})`);
  failed.cause = error;
  return failed;
}

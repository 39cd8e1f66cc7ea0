/** Opens a foreign file in the form its mapping says: its columns where they are known at once, then its rows. */
import { readFile } from 'node:fs/promises';
import type { Reject } from '../../../application/ports/record-source.ts';
import { byteLines } from '../byte-lines.ts';
import { CsvRows } from '../csv-rows.ts';
import { BROKEN, type CsvDialect } from '../csv-scanner.ts';
import { fileFailure } from '../file-failure.ts';
import type { FoundFile } from '../list-files.ts';
import type { Row } from '../object-rows.ts';
import { openParquet, parquetRows } from '../read-parquet.ts';
import type { FileSpec } from './mapping-file.ts';
import { parsePath, valueAt } from './value-path.ts';
import { openXlsx } from './xlsx-file.ts';

export type ForeignItem =
  | { readonly line: number; readonly fields: Row }
  | { readonly line: number; readonly broken: Omit<Reject, 'record'> };
export type ForeignTable = {
  readonly columns: readonly string[] | null;
  /** Groups of rows, so that reading pauses once a chunk and not once a row. */
  rows(onBytes?: (bytes: number) => void): AsyncGenerator<readonly ForeignItem[]>;
};

export type ForeignForm = NonNullable<FileSpec['format']>;
const WHOLE_JSON_BYTES = 256 * 1024 * 1024;

export function formOf(name: string, spec: FileSpec): ForeignForm {
  if (spec.format !== undefined) return spec.format;
  const extension = /\.(\w+)(?:\.gz)?$/.exec(name)?.[1]?.toLowerCase();
  if (extension === 'jsonl' || extension === 'ndjson') return 'ndjson';
  return extension === 'json' || extension === 'parquet' || extension === 'xlsx' ? extension : 'csv';
}

export async function openForeign(file: FoundFile, spec: FileSpec): Promise<ForeignTable> {
  switch (formOf(file.name, spec)) {
    case 'csv':
      return openCsv(file, spec);
    case 'ndjson':
      return { columns: null, rows: (onBytes) => ndjsonRows(file, onBytes) };
    case 'json':
      return openJson(file, spec);
    case 'parquet':
      return openParquetTable(file);
    case 'xlsx':
      return openXlsx(file, spec);
  }
}

const isGzip = (file: FoundFile): boolean => file.name.endsWith('.gz');

async function openCsv(file: FoundFile, spec: FileSpec): Promise<ForeignTable> {
  const rows = newCsvRows(file, spec);
  try {
    const columns = spec.columns ?? (await rows.header(spec.headerRow - 1));
    return { columns, rows: (onBytes) => csvItems(file, { spec, columns, onBytes }) };
  } finally {
    await rows.close();
  }
}

function newCsvRows(file: FoundFile, spec: FileSpec, onBytes?: (bytes: number) => void): CsvRows {
  const source = { path: file.path, gzip: isGzip(file) };
  const encoded = spec.encoding === undefined ? source : { ...source, encoding: spec.encoding };
  return new CsvRows(encoded, dialectOf(file, spec), onBytes);
}

function dialectOf(file: FoundFile, { delimiter, quote }: FileSpec): CsvDialect {
  const separator = delimiter ?? (/\.tsv(?:\.gz)?$/i.test(file.name) ? '\t' : ',');
  return { delimiter: separator.charCodeAt(0), quote: quote === false ? -1 : quote.charCodeAt(0) };
}

type CsvItems = {
  readonly spec: FileSpec;
  readonly columns: readonly string[];
  readonly onBytes: ((bytes: number) => void) | undefined;
};

async function* csvItems(file: FoundFile, { spec, columns, onBytes }: CsvItems): AsyncGenerator<ForeignItem[]> {
  const rows = newCsvRows(file, spec, onBytes);
  if (spec.columns === undefined) await rows.header(spec.headerRow - 1);
  for (let skipped = 0; skipped < spec.skipRows; skipped++) await rows.skipRow();
  while (await rows.more()) {
    const items: ForeignItem[] = [];
    for (let found = rows.next(); found !== null; found = rows.next()) {
      items.push(found === BROKEN ? brokenItem(rows, columns) : toItem(file, rows, columns));
    }
    yield items;
  }
}

const brokenItem = (rows: CsvRows, columns: readonly string[]): ForeignItem => ({
  line: rows.scanner.line,
  broken: rows.brokenRow(columns),
});

function toItem(file: FoundFile, { scanner }: CsvRows, columns: readonly string[]): ForeignItem {
  const { line, count } = scanner;
  // No prototype: a column may be named like a member of Object.
  const fields: Record<string, string> = Object.create(null);
  for (const [i, name] of columns.entries()) fields[name] = scanner.text(i);
  if (count === columns.length) return { line, fields };
  const expected = `${columns.length} fields, as in the header, not ${count}`;
  return { line, broken: { file: file.path, line, column: null, expected, fields } };
}

async function* ndjsonRows(file: FoundFile, onBytes?: (bytes: number) => void): AsyncGenerator<ForeignItem[]> {
  for await (const lines of byteLines({ path: file.path, gzip: isGzip(file) }, onBytes)) {
    const full = lines.filter((line) => line.bytes.length > 0);
    yield full.map((line) => jsonItem(file, line.bytes.toString('utf8'), line.number));
  }
}

function jsonItem(file: FoundFile, text: string, line: number): ForeignItem {
  const row = parseJson(text);
  if (isRow(row)) return { line, fields: row };
  const broken = { file: file.path, line, column: null, expected: 'one JSON object a line', fields: { _text: text } };
  return { line, broken };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

async function openJson(file: FoundFile, spec: FileSpec): Promise<ForeignTable> {
  if (file.size > WHOLE_JSON_BYTES) {
    throw fileFailure({ file: file.path }, 'a JSON file of this size must be NDJSON, one object a line, to be read');
  }
  const parsed = parseJson(await readFile(file.path, 'utf8'));
  const list = spec.rows === undefined ? parsed : valueAt(parsed, parsePath(spec.rows));
  if (!Array.isArray(list)) {
    const where = spec.rows === undefined ? 'the file' : `${spec.rows} (rows of the mapping)`;
    throw fileFailure({ file: file.path }, `${where} is no JSON list`);
  }
  return {
    columns: null,
    async *rows(onBytes) {
      yield list.map((row, i) => jsonItem(file, JSON.stringify(row), i + 1));
      onBytes?.(file.size);
    },
  };
}

async function openParquetTable(file: FoundFile): Promise<ForeignTable> {
  const parquet = await openParquet(file.path);
  const total = Math.max(1, Number(parquet.metadata.num_rows));
  return {
    columns: parquet.columns,
    async *rows(onBytes) {
      for await (const { rows, firstRow } of parquetRows(parquet)) {
        yield rows.map((fields, i) => ({ line: firstRow + i, fields }));
        onBytes?.((file.size * rows.length) / total);
      }
    },
  };
}

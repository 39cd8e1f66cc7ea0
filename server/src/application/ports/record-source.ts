/**
 * Where records come from: files in any of the contract's forms, read as a stream. A row that does not fit becomes a
 * Reject and never stops the rest; a file that cannot be read at all is a Failure.
 */
import type { Failure } from '../../domain/failure.ts';
import type { GraphRecord } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { Bookmark } from './graph-store.ts';
import type { ReportProgress } from './progress.ts';

/** One refused row: its own fields, where it stood, and what was expected there. */
export type Reject = {
  readonly record: 'entities' | 'links' | 'events';
  readonly file: string;
  /** 1-based line of the file where the row starts (row number for Parquet and XLSX). */
  readonly line: number;
  readonly column: string | null;
  readonly expected: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type SourceBatch = {
  readonly records: readonly GraphRecord[];
  readonly rejects: readonly Reject[];
  /** Rows read since the last batch, by record class. */
  readonly read: Readonly<Record<'entities' | 'links' | 'events', number>>;
  /** Of a source that is read on from where it was left: to be kept with these records. */
  readonly bookmark?: Bookmark;
};

export type SourceRequest = {
  readonly paths: readonly string[];
  readonly mapFile?: string;
  readonly batchSize: number;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
};

export interface RecordSource {
  /** Names what it will read and what it ignores, before anything is written. */
  open(request: SourceRequest): Promise<Result<OpenedSource, Failure>>;
  /** The columns of files in any layout, for drafting a mapping. */
  headers(paths: readonly string[]): Promise<Result<readonly ForeignHeader[], Failure>>;
}

export type ForeignColumn = {
  readonly name: string;
  /** The first values that are not empty: looked at to guess a form, never written anywhere. */
  readonly samples: readonly string[];
};
export type ForeignHeader = {
  readonly name: string;
  readonly form: 'csv' | 'ndjson' | 'json' | 'parquet' | 'xlsx';
  /** Of CSV; null for the other forms. */
  readonly delimiter: string | null;
  readonly columns: readonly ForeignColumn[];
};

export interface OpenedSource {
  readonly files: readonly string[];
  readonly ignored: readonly string[];
  /** Throws FailureError when a file breaks midway (cut gzip, half a Parquet file). */
  batches(): AsyncIterable<SourceBatch>;
}

export interface RejectsWriter {
  write(rejects: readonly Reject[]): Promise<void>;
  /** The file's path, or null when nothing was rejected. */
  close(): Promise<string | null>;
}

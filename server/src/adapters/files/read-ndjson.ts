/** An NDJSON file of the contract, or a rejects file, → records and rejects. */
import { isUtf8 } from 'node:buffer';
import type { SourceBatch } from '../../application/ports/record-source.ts';
import { byteLines, type Line } from './byte-lines.ts';
import type { ContractFile } from './list-files.ts';
import { isRecordClass, ObjectRows, type Row } from './object-rows.ts';
import type { ReadContext } from './read-csv.ts';
import type { RecordClass } from './record-fields.ts';
import { REJECT_FIELDS } from './rejects-file.ts';

const SHOWN_TEXT = 4000;

export async function* readNdjson(file: ContractFile, context: ReadContext): AsyncGenerator<SourceBatch> {
  const { sink } = context;
  const rows = new ObjectRows({ ...context, file: file.path });
  const source = { path: file.path, gzip: file.gzip };
  for await (const lines of byteLines(source, context.onBytes)) {
    for (const line of lines) {
      if (line.bytes.length > 0) readLine(rows, line, file.record);
      if (sink.isFull) yield sink.take();
    }
    sink.assertRunning();
  }
}

/** Whether the first row says which record it is, as the rows of a rejects file do. */
export async function hasRecordNames(file: ContractFile): Promise<boolean> {
  for await (const lines of byteLines({ path: file.path, gzip: file.gzip })) {
    for (const line of lines) {
      if (line.bytes.length > 0) return isRecordClass(parseRow(line.bytes)?.['_record']);
    }
  }
  return false;
}

function readLine(rows: ObjectRows, line: Line, record: RecordClass | null): void {
  const row = parseRow(line.bytes);
  const shown = row ?? { _text: line.bytes.toString('utf8').slice(0, SHOWN_TEXT) };
  const owner = record ?? (isRecordClass(shown['_record']) ? shown['_record'] : null);
  if (row === null) {
    const expected = isUtf8(line.bytes) ? 'one JSON object a line' : 'valid UTF-8 text';
    rows.reject(owner ?? 'events', shown, line.number, { column: null, expected });
  } else if (owner === null) {
    const expected = 'entities, links or events in _record';
    rows.reject('events', row, line.number, { column: '_record', expected });
  } else rows.row(owner, record === null ? withoutRejectFields(row) : row, line.number);
}

function parseRow(bytes: Buffer): Row | null {
  if (!isUtf8(bytes)) return null;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? toRow(value) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const toRow = (value: object): Row => value as Row;

function withoutRejectFields(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !REJECT_FIELDS.has(name)));
}

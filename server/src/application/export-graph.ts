/** The graph as files of the record contract: importing them into an empty store gives the same graph. */
import type { Failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type ContractRow, entityRows, eventRows, linkRows } from './contract-rows.ts';
import type { RecordReader, Records } from './ports/record-reader.ts';
import { refusal } from './reader.ts';
import { type Recorder, recordEvent } from './record-event.ts';

export type GraphFile = {
  readonly name: string;
  /** NDJSON in pieces of many lines. */
  readonly text: () => AsyncIterable<string>;
  /** Lines handed out so far. */
  readonly lines: () => number;
};

export function createExportGraph({ reader, ...recorder }: Recorder & { readonly reader: RecordReader }) {
  return async (principal: Principal): Promise<Result<readonly GraphFile[], Failure>> => {
    const refused = refusal(principal, 'exportData');
    if (refused) return fail(refused);
    await recordEvent(recorder, principal, { type: 'graphExported', subject: 'graph' });
    return ok([
      toFile('entities.ndjson', () => eachRow(reader.entities(), entityRows)),
      toFile('links.ndjson', () => eachRow(reader.links(), linkRows)),
      toFile('events.ndjson', () => eachRow(reader.events(), eventRows)),
    ]);
  };
}

async function* eachRow<T>(
  records: Records<T>,
  toRows: (record: T) => readonly ContractRow[],
): AsyncGenerator<ContractRow> {
  for await (const record of records) yield* toRows(record);
}

const PIECE_LENGTH = 65_536;

function toFile(name: string, rows: () => AsyncIterable<ContractRow>): GraphFile {
  let lines = 0;
  const text = async function* (): AsyncGenerator<string> {
    let piece = '';
    for await (const row of rows()) {
      piece += `${JSON.stringify(row)}\n`;
      lines += 1;
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
    if (piece !== '') yield piece;
  };
  return { name, text, lines: () => lines };
}

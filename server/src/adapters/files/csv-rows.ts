/** Feeds a scanner with the chunks of a file and turns what breaks a whole file into a sentence. */
import type { Reject } from '../../application/ports/record-source.ts';
import { type ByteSource, byteChunks } from './byte-chunks.ts';
import {
  BROKEN,
  type CsvDialect,
  CsvScanner,
  MAX_ROW_BYTES,
  MORE,
  OPEN_QUOTE,
  ROW,
  type Scanned,
  TOO_LONG,
} from './csv-scanner.ts';
import { fileFailure } from './file-failure.ts';

const NOTHING = new Uint8Array(0);
const SHOWN_TEXT = 4000;

export class CsvRows {
  readonly scanner: CsvScanner;
  private readonly path: string;
  private readonly chunks: AsyncGenerator<Uint8Array>;
  private isFirst = true;
  private isEnded = false;
  private isPrimed = false;
  private columns: readonly string[] = [];

  constructor(source: ByteSource, dialect: CsvDialect, onBytes?: (bytes: number) => void) {
    this.scanner = new CsvScanner(dialect);
    this.path = source.path;
    this.chunks = byteChunks(source, onBytes);
  }

  /** Loads further bytes; false when the file has ended. After `header` the first call has them already. */
  async more(): Promise<boolean> {
    if (this.isPrimed) {
      this.isPrimed = false;
      return true;
    }
    return this.load();
  }

  private async load(): Promise<boolean> {
    if (this.isEnded) return false;
    const { value, done } = await this.chunks.next();
    this.isEnded = done === true;
    const chunk: Uint8Array = done === true ? NOTHING : value;
    this.scanner.load(this.isFirst ? this.withoutMark(chunk) : chunk, this.isEnded);
    this.isFirst = false;
    return true;
  }

  /** The next row of the loaded bytes; null when they are used up. */
  next(): typeof ROW | typeof BROKEN | null {
    const scanned = this.scanner.next();
    if (scanned === ROW || scanned === BROKEN) return scanned;
    if (scanned !== MORE) this.throwBroken(scanned);
    return null;
  }

  /** Column names, from the line after `skippedLines`. */
  async header(skippedLines = 0): Promise<readonly string[]> {
    for (let skipped = 0; skipped < skippedLines; ) {
      if (this.scanner.skipLine()) skipped++;
      else if (!(await this.load())) throw fileFailure({ file: this.path }, 'the file ends before its header row');
    }
    for (;;) {
      const found = this.next();
      this.isPrimed = true;
      if (found === ROW) return this.namesOfRow();
      if (found === BROKEN) this.throwHeader(`the header row is not CSV: expected ${this.scanner.problem}`);
      if (!(await this.load())) throw fileFailure({ file: this.path }, 'the file has no header row');
    }
  }

  /** Leaves out the next row: a description under the header. */
  async skipRow(): Promise<void> {
    while (this.next() === null) if (!(await this.load())) return;
  }

  /** What the rejects file shows of a row that is no CSV. */
  brokenRow(columns: readonly string[]): Omit<Reject, 'record'> {
    const { scanner } = this;
    const text = scanner.bytes.toString('utf8', scanner.rowStart, scanner.rowEnd).slice(0, SHOWN_TEXT);
    return {
      file: this.path,
      line: scanner.line,
      column: columns[scanner.column] ?? null,
      expected: scanner.problem,
      fields: { _text: text },
    };
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined);
  }

  private namesOfRow(): readonly string[] {
    const names = Array.from({ length: this.scanner.count }, (_, i) => this.scanner.text(i));
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) this.throwHeader(`the column ${JSON.stringify(twice)} stands twice in the header`);
    this.columns = names;
    return names;
  }

  private throwHeader(sentence: string): never {
    throw fileFailure({ file: this.path, line: this.scanner.line }, sentence);
  }

  private throwBroken(scanned: Scanned): never {
    const column = this.columns[this.scanner.column];
    const place = { file: this.path, line: this.scanner.line };
    if (scanned === OPEN_QUOTE) {
      throw fileFailure(column === undefined ? place : { ...place, column }, 'a quote is opened and never closed');
    }
    const limit = `the row is longer than ${MAX_ROW_BYTES} bytes`;
    throw fileFailure(place, scanned === TOO_LONG ? `${limit}; is a quote left open, or a line end missing?` : limit);
  }

  private withoutMark(chunk: Uint8Array): Uint8Array {
    const [first, second, third] = chunk;
    if (first === 0xef && second === 0xbb && third === 0xbf) return chunk.subarray(3);
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      throw fileFailure({ file: this.path, line: 1 }, 'the text is UTF-16; give its encoding in a mapping file');
    }
    return chunk;
  }
}

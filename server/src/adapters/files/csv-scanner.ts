/**
 * Splits bytes into CSV rows and fields (RFC 4180) without making a string: a field is two offsets and two flags.
 * Our own and not a library because a reject must name line and column, a broken row must not stop the file, and a
 * row that is made of offsets is read several times as fast as one made of strings.
 */
import { isUtf8 } from 'node:buffer';

export type CsvDialect = { readonly delimiter: number /** −1 where quoting is off. */; readonly quote: number };
export const STANDARD_DIALECT: CsvDialect = { delimiter: 0x2c, quote: 0x22 };
export const MAX_ROW_BYTES = 1 << 20;

/** What `next` found. */
export const ROW = 0;
/** A row that is no CSV; `problem` says why and `column` where. The scanner stands after its line end. */
export const BROKEN = 1;
/** The bytes end inside a row. */
export const MORE = 2;
/** A quote is still open where the file ends, or a row is longer than MAX_ROW_BYTES. */
export const OPEN_QUOTE = 3;
export const TOO_LONG = 4;
export type Scanned = typeof ROW | typeof BROKEN | typeof MORE | typeof OPEN_QUOTE | typeof TOO_LONG;

/** Field flags. */
export const NOT_ASCII = 1;
export const DOUBLED_QUOTES = 2;
export const CONTROL = 4;

const LF = 0x0a;
const CR = 0x0d;
const PLAIN = 0;
const STOP = 1;
const HIGH = 2;
const LOW = 3;

export class CsvScanner {
  bytes: Buffer = Buffer.alloc(1);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  flags = new Uint8Array(64);
  /** Fields of the row, 1-based physical line where it starts, and its own bytes. */
  count = 0;
  line = 0;
  rowStart = 0;
  rowEnd = 0;
  column = 0;
  problem = '';
  private nextLine = 1;
  private at = 0;
  private end = 0;
  private isLast = false;
  private isSuspect = false;
  private readonly dialect: CsvDialect;
  private readonly classes = new Uint8Array(256);

  constructor(dialect: CsvDialect) {
    this.dialect = dialect;
    this.classes.fill(LOW, 0, 0x20).fill(HIGH, 128);
    this.classes[0x7f] = LOW;
    for (const byte of [LF, CR, dialect.delimiter]) this.classes[byte] = STOP;
    if (dialect.quote >= 0) this.classes[dialect.quote] = STOP;
  }

  /** What was not yet read, followed by `chunk`. `isLast` = the file ends here. */
  load(chunk: Uint8Array, isLast: boolean): void {
    const rest = this.end - this.at;
    // One byte more than there is: the line feed there ends every scan without a bounds check.
    const bytes = Buffer.allocUnsafe(rest + chunk.length + 1);
    this.bytes.copy(bytes, 0, this.at, this.end);
    bytes.set(chunk, rest);
    this.end = rest + chunk.length;
    bytes[this.end] = LF;
    this.bytes = bytes;
    this.at = 0;
    this.isLast = isLast;
    const whole = isLast ? this.end : bytes.lastIndexOf(LF, this.end - 1) + 1;
    this.isSuspect = !isUtf8(bytes.subarray(0, whole));
  }

  next(): Scanned {
    while (this.at < this.end) {
      const scanned = this.scanRow();
      if (scanned !== ROW) return scanned;
      if (this.count === 1 && this.rowStart === this.rowEnd) continue;
      return this.isSuspect && !this.isValidRow() ? BROKEN : ROW;
    }
    return MORE;
  }

  /** Skips whole physical lines, quotes or not: titles above a header. False: more bytes are needed. */
  skipLine(): boolean {
    const lineEnd = this.bytes.indexOf(LF, this.at);
    if (lineEnd < 0 || (lineEnd >= this.end && !this.isLast)) return false;
    this.at = Math.min(lineEnd + 1, this.end);
    this.nextLine++;
    return true;
  }

  text(field: number): string {
    if (field < 0 || field >= this.count) return '';
    const flags = this.flags[field] ?? 0;
    const start = this.starts[field] ?? 0;
    const end = this.ends[field] ?? 0;
    const text = this.bytes.toString(flags & NOT_ASCII ? 'utf8' : 'latin1', start, end);
    if ((flags & DOUBLED_QUOTES) === 0) return text;
    const quote = String.fromCharCode(this.dialect.quote);
    return text.replaceAll(quote + quote, quote);
  }

  private scanRow(): Scanned {
    const startLine = this.nextLine;
    this.line = startLine;
    this.rowStart = this.at;
    this.count = 0;
    let at = this.at;
    for (;;) {
      at = this.bytes[at] === this.dialect.quote ? this.scanQuoted(at) : this.scanPlain(at);
      if (at < 0 || this.isUnsure(at)) return this.giveUp(startLine);
      if (this.bytes[at] !== this.dialect.delimiter || at >= this.end) return this.finishRow(at);
      at++;
    }
  }

  /** What follows is not loaded yet: the field may go on, or a CR be the first half of a line end. */
  private isUnsure(at: number): boolean {
    if (this.isLast || at + 1 < this.end) return false;
    return at >= this.end || this.bytes[at] === CR;
  }

  private finishRow(at: number): Scanned {
    if (at >= this.end) return this.endRow(this.end, this.end);
    const byte = this.bytes[at];
    if (byte === LF) return this.endRow(at, at + 1);
    if (byte === CR && this.bytes[at + 1] === LF) return this.endRow(at, Math.min(at + 2, this.end));
    return this.breakRow(at);
  }

  private endRow(rowEnd: number, nextRow: number): Scanned {
    this.rowEnd = rowEnd;
    this.at = nextRow;
    this.nextLine++;
    return rowEnd - this.rowStart > MAX_ROW_BYTES ? TOO_LONG : ROW;
  }

  /** Offset of the delimiter, line end or stray quote after the field. */
  private scanPlain(start: number): number {
    const { bytes, classes } = this;
    let at = start;
    let flags = 0;
    for (;;) {
      let kind = classes[bytes[at] as number];
      while (kind === PLAIN) kind = classes[bytes[++at] as number];
      // A CR that is not followed by LF is a character of the field; the check of the field refuses it.
      if (kind === STOP && (bytes[at] !== CR || bytes[at + 1] === LF)) break;
      flags |= kind === HIGH ? NOT_ASCII : CONTROL;
      at++;
    }
    this.addField(start, Math.min(at, this.end), flags);
    return at;
  }

  /** Offset after the closing quote; −1 when it is not in these bytes. */
  private scanQuoted(open: number): number {
    const { bytes, end } = this;
    const { quote } = this.dialect;
    let at = open + 1;
    let flags = 0;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte !== quote) flags |= this.inQuotes(byte);
      else if (at + 1 < end && bytes[at + 1] === quote) {
        flags |= DOUBLED_QUOTES;
        at++;
      } else break;
    }
    // At the very end of what is loaded the quote may still be the first of two.
    if (at >= end || (at + 1 === end && !this.isLast)) {
      this.column = this.count;
      return -1;
    }
    this.addField(open + 1, at, flags);
    return at + 1;
  }

  private inQuotes(byte: number): number {
    if (byte === LF) this.nextLine++;
    if (byte >= 128) return NOT_ASCII;
    return byte < 0x20 || byte === 0x7f ? CONTROL : 0;
  }

  private addField(start: number, end: number, flags: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.flags[this.count++] = flags;
  }

  private grow(): void {
    const size = this.starts.length * 2;
    const widen = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const wide = new Int32Array(size);
      wide.set(from);
      return wide;
    };
    this.starts = widen(this.starts);
    this.ends = widen(this.ends);
    const flags = new Uint8Array(size);
    flags.set(this.flags);
    this.flags = flags;
  }

  private giveUp(startLine: number): Scanned {
    const lastLine = this.nextLine;
    this.nextLine = startLine;
    if (this.end - this.rowStart > MAX_ROW_BYTES) return TOO_LONG;
    if (!this.isLast) return MORE;
    this.rowEnd = this.end;
    this.nextLine = lastLine;
    return OPEN_QUOTE;
  }

  /** Not CSV from here on: what follows is picked up again at the next line. */
  private breakRow(at: number): Scanned {
    this.problem = this.bytes[at] === this.dialect.quote ? STRAY_QUOTE : AFTER_QUOTE;
    this.column = this.count - 1;
    const lineEnd = this.bytes.indexOf(LF, at);
    if (lineEnd >= this.end && !this.isLast) return this.giveUp(this.line);
    this.endRow(Math.min(lineEnd, this.end), Math.min(lineEnd + 1, this.end));
    return BROKEN;
  }

  private isValidRow(): boolean {
    if (isUtf8(this.bytes.subarray(this.rowStart, this.rowEnd))) return true;
    this.problem = 'valid UTF-8 text';
    this.column = this.starts.findIndex((start, i) => !isUtf8(this.bytes.subarray(start, this.ends[i])));
    return false;
  }
}

const STRAY_QUOTE = 'a field with a quote in it to be quoted as a whole, and the quote doubled';
const AFTER_QUOTE = 'a delimiter or the end of the line after the closing quote';

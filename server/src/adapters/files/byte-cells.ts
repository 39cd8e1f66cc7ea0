/**
 * Cells of a CSV row, read straight from bytes. Values that repeat (kinds, types, currencies) come from a small
 * direct-mapped cache. Ids do not: most of them miss it, and looking costs more than making the string.
 */
import type { Attributes } from '../../domain/records.ts';
import type { CsvScanner } from './csv-scanner.ts';
import { parseIsoBytes } from './iso-bytes.ts';
import type { AttributeColumn } from './record-fields.ts';
import { NO_TIME, parseTime, type RowCells } from './row-cells.ts';

const WORD_SLOTS = 1 << 8;
const LONGEST_CACHED = 40;

export class ByteCells implements RowCells {
  private readonly scanner: CsvScanner;
  private readonly columns: readonly string[];
  private readonly attributePlan: readonly AttributeColumn[];
  private readonly words = new Array<string>(WORD_SLOTS).fill('');

  constructor(scanner: CsvScanner, columns: readonly string[], attributePlan: readonly AttributeColumn[]) {
    this.scanner = scanner;
    this.columns = columns;
    this.attributePlan = attributePlan;
  }

  text(column: number): string {
    return this.scanner.text(column);
  }

  word(column: number): string {
    const { scanner } = this;
    if (column < 0 || column >= scanner.count) return '';
    const start = scanner.starts[column] as number;
    const length = (scanner.ends[column] as number) - start;
    if (length === 0) return '';
    if (scanner.flags[column] !== 0 || length > LONGEST_CACHED) return scanner.text(column);
    const slot = hashBytes(scanner.bytes, start, length) & (WORD_SLOTS - 1);
    const known = this.words[slot] as string;
    if (equalsBytes(known, scanner.bytes, start, length)) return known;
    const text = scanner.bytes.toString('latin1', start, start + length);
    this.words[slot] = text;
    return text;
  }

  isPlain(column: number): boolean {
    return this.scanner.flags[column] === 0;
  }

  time(column: number): number {
    const { scanner } = this;
    if (column < 0 || column >= scanner.count) return NO_TIME;
    const start = scanner.starts[column] as number;
    const end = scanner.ends[column] as number;
    if (start === end) return NO_TIME;
    const time = parseIsoBytes(scanner.bytes, start, end);
    if (!Number.isNaN(time)) return time;
    return parseTime(scanner.text(column));
  }

  attributes(): Attributes | undefined {
    let attributes: Record<string, string> | undefined;
    for (const { name, column } of this.attributePlan) {
      const text = this.text(column);
      if (text === '') continue;
      attributes ??= {};
      attributes[name] = text;
    }
    return attributes;
  }

  fields(): Readonly<Record<string, unknown>> {
    const entries = this.columns.map((name, column) => [name, this.scanner.text(column)] as const);
    return Object.fromEntries(entries.filter(([, text]) => text !== ''));
  }
}

/** FNV-1a over the bytes; ids differ mostly at their end, so all of them count. */
function hashBytes(bytes: Uint8Array, start: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

function equalsBytes(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

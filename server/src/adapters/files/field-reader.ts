/**
 * Reads single fields of a row and checks them against the record contract. The first problem of a row is kept in
 * `column` and `expected`; later reads of the same row still answer, and their answers are thrown away.
 */
import { type Decimal, parseDecimal } from '../../domain/decimal.ts';
import type { EntityKind } from '../../domain/ontology.ts';
import type { Attributes } from '../../domain/records.ts';
import { DAY_MS, EARLIEST_MS, millisecondsOf, type TimePoint } from '../../domain/time-point.ts';
import { NO_TIME, type RowCells } from './row-cells.ts';
import { isTooLong, kindOf, textProblem } from './text-checks.ts';

const ID = 'an id of 1 to 200 characters';
const NUMBER = /^-?\d{1,18}(?:\.\d{1,18})?$/;

export class FieldReader {
  readonly cells: RowCells;
  failed = false;
  column: string | null = null;
  expected = '';
  private readonly latestMs: number;

  constructor(cells: RowCells, nowMs: number) {
    this.cells = cells;
    this.latestMs = nowMs + DAY_MS;
  }

  beginRow(): void {
    this.failed = false;
    this.column = null;
  }

  fail(column: string | null, expected: string): void {
    if (this.failed) return;
    this.failed = true;
    this.column = column;
    this.expected = expected;
  }

  id(column: number, name: string): string {
    const text = this.cells.text(column);
    if (text === '') this.fail(name, `${ID}; it is required here`);
    else this.checkId(text, column, name);
    return text;
  }

  optionalId(column: number, name: string): string | undefined {
    if (column < 0) return undefined;
    const text = this.cells.text(column);
    if (text === '') return undefined;
    this.checkId(text, column, name);
    return text;
  }

  private checkId(text: string, column: number, name: string): void {
    if (isTooLong(text)) this.fail(name, ID);
    else if (!this.cells.isPlain(column)) {
      const problem = textProblem(text, 'oneLine');
      if (problem !== null) this.fail(name, problem);
    }
  }

  kind(column: number, name: string): EntityKind | undefined {
    const word = this.cells.word(column);
    const kind = kindOf(word);
    if (kind === undefined) this.fail(name, 'an entity kind, such as Seller, Buyer, Creator or Device');
    return kind;
  }

  text(column: number, name: string): string | undefined {
    if (column < 0) return undefined;
    const text = this.cells.text(column);
    return text === '' || this.cells.isPlain(column) ? text || undefined : this.checkedText(text, name);
  }

  /** As `text`, for columns whose values repeat. */
  word(column: number, name: string): string | undefined {
    if (column < 0) return undefined;
    const text = this.cells.word(column);
    return text === '' || this.cells.isPlain(column) ? text || undefined : this.checkedText(text, name);
  }

  private checkedText(text: string, name: string): string {
    const problem = textProblem(text, 'lines');
    if (problem !== null) this.fail(name, problem);
    return text;
  }

  oneOf<T extends string>(column: number, name: string, allowed: readonly T[]): T | undefined {
    if (column < 0) return undefined;
    const word = this.cells.word(column);
    if (word === '') return undefined;
    const value = allowed.find((candidate) => candidate === word);
    if (value === undefined) this.fail(name, `one of ${allowed.join(', ')}`);
    return value;
  }

  time(column: number, name: string): TimePoint | undefined {
    const time = this.anyTime(column, name);
    if (time !== undefined && millisecondsOf(time) > this.latestMs) {
      this.fail(name, 'a time not more than a day in the future');
    }
    return time;
  }

  /** A time that may lie ahead: the next settlement. */
  anyTime(column: number, name: string): TimePoint | undefined {
    if (column < 0) return undefined;
    const time = this.cells.time(column);
    if (time === NO_TIME) return undefined;
    if (Number.isNaN(time)) this.fail(name, timeProblem(this.cells.text(column)));
    else if (time < EARLIEST_MS * 4) this.fail(name, 'a time from 1990 on');
    return toTime(time);
  }

  decimal(column: number, name: string): Decimal | undefined {
    if (column < 0) return undefined;
    const text = this.cells.text(column);
    if (text === '') return undefined;
    const value = parseDecimal(text);
    if (value !== null) return value;
    this.fail(name, decimalProblem(text));
    return undefined;
  }

  currency(column: number, name: string): string | undefined {
    if (column < 0) return undefined;
    const word = this.cells.word(column);
    if (word === '') return undefined;
    if (!/^[A-Z]{3}$/.test(word)) this.fail(name, 'an ISO 4217 currency code such as USD, or XXX where unknown');
    return word;
  }

  count(column: number, name: string): number | undefined {
    if (column < 0) return undefined;
    const text = this.cells.word(column);
    if (text === '') return undefined;
    const value = Number(text);
    if (!(value >= 1 && value <= 999_999_999_999_999 && /^\d+$/.test(text))) this.fail(name, 'a whole number from 1');
    return value;
  }

  number(column: number, name: string): number | undefined {
    if (column < 0) return undefined;
    const text = this.cells.word(column);
    if (text === '') return undefined;
    if (!NUMBER.test(text)) this.fail(name, 'a number such as 4 or 4.5');
    return Number(text);
  }

  attributes(): Attributes | undefined {
    const attributes = this.cells.attributes();
    if (attributes !== undefined) for (const name in attributes) this.checkedText(attributes[name] ?? '', name);
    return attributes;
  }

  boolean(column: number, name: string): boolean | undefined {
    if (column < 0) return undefined;
    const text = this.cells.word(column);
    if (text === '') return undefined;
    if (text !== 'true' && text !== 'false') this.fail(name, 'true or false');
    return text === 'true';
  }
}

const toTime = (time: number): TimePoint => time as TimePoint;

function decimalProblem(text: string): string {
  if (text.startsWith('-')) return 'an amount that is not negative: the direction is in the type';
  if (/^[\d.,\s]+$/.test(text) && text.includes(',')) return 'a decimal with a point and no commas, such as 1234.56';
  return 'a decimal such as 1234.56, of at most 18 digits';
}

const timeProblem = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text)
    ? 'a day and time of day that exist, such as 2026-03-01T09:30:00Z'
    : 'a time such as 2026-03-01T09:30:00Z or 2026-03-01';

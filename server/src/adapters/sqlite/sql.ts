/** Small pieces every part of the SQLite stores uses: transactions, statements that answer arrays, many-row statements. */
import type { SqliteDatabase, SqliteStatement } from './open-sqlite.ts';

export type SqlValue = string | number | bigint | null;
export type SqlRow = readonly SqlValue[];

/** All of it or nothing. Nested use is a mistake SQLite itself refuses. */
export function inTransaction<T>(database: SqliteDatabase, mode: 'DEFERRED' | 'IMMEDIATE', work: () => T): T {
  database.exec(`BEGIN ${mode}`);
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    // A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
    try {
      database.exec('ROLLBACK');
    } catch {}
    throw error;
  }
}

/** The same within a transaction. */
export function inSavepoint<T>(database: SqliteDatabase, work: () => T): T {
  database.exec('SAVEPOINT batch');
  try {
    const value = work();
    database.exec('RELEASE batch');
    return value;
  } catch (error) {
    // A full disk ends the whole transaction and the savepoint with it: begun again, lest the next batch be kept.
    try {
      database.exec('ROLLBACK TO batch; RELEASE batch');
    } catch {
      database.exec('BEGIN IMMEDIATE');
    }
    throw error;
  }
}

/** A prepared statement whose rows are arrays: half the cost of objects. */
export function prepareRows(database: SqliteDatabase, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

export const toRows = (rows: unknown): readonly SqlRow[] => rows as readonly SqlRow[];
export const toRow = (row: unknown): SqlRow | undefined => row as SqlRow | undefined;
export const toIterable = (rows: unknown): Iterable<SqlRow> => rows as Iterable<SqlRow>;
export const toNumber = (value: SqlValue | undefined): number => Number(value ?? 0);
export const toText = (value: SqlValue | undefined): string => String(value ?? '');
export const toNullableNumber = (value: SqlValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
export const toNullableText = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

export function readNumber(database: SqliteDatabase, sql: string, ...values: readonly SqlValue[]): number {
  return toNumber(toRow(prepareRows(database, sql).get(...values))?.[0]);
}

/** Prepared once per store and text. */
export type StatementCache = (sql: string) => SqliteStatement;

export function createStatementCache(database: SqliteDatabase): StatementCache {
  const statements = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = prepareRows(database, sql);
    statements.set(sql, statement);
    return statement;
  };
}

/** So many rows travel in one statement: a call costs as much as the work of one row, so sharing it halves the time. */
export const ROWS_PER_STATEMENT = 25;

export const rowsOfParameters = (width: number, rows: number): string =>
  new Array(rows).fill(`(${new Array(width).fill('?').join(',')})`).join(',');

/** `sql` is given the text of the VALUES; the returned function takes whole rows, flat, and tells how many changed. */
export function createBulkWrite(
  prepare: StatementCache,
  width: number,
  sql: (values: string) => string,
): (flat: readonly SqlValue[]) => number {
  const one = prepare(sql(rowsOfParameters(width, 1)));
  const many = prepare(sql(rowsOfParameters(width, ROWS_PER_STATEMENT)));
  const step = width * ROWS_PER_STATEMENT;
  return (flat) => {
    let changes = 0;
    let position = 0;
    for (; position + step <= flat.length; position += step) {
      const rows = flat.length === step ? flat : flat.slice(position, position + step);
      changes += Number(many.run(...rows).changes);
    }
    for (; position < flat.length; position += width) {
      changes += Number(one.run(...flat.slice(position, position + width)).changes);
    }
    return changes;
  };
}

/** The reading twin: `sql` joins the VALUES with a table; rows come back in no order. */
export function createBulkRead(
  prepare: StatementCache,
  width: number,
  sql: (values: string) => string,
): (flat: readonly SqlValue[]) => readonly SqlRow[] {
  const one = prepare(sql(rowsOfParameters(width, 1)));
  const many = prepare(sql(rowsOfParameters(width, ROWS_PER_STATEMENT)));
  const step = width * ROWS_PER_STATEMENT;
  return (flat) => {
    const found: SqlRow[] = [];
    let position = 0;
    for (; position + step <= flat.length; position += step) {
      found.push(...toRows(many.all(...flat.slice(position, position + step))));
    }
    for (; position < flat.length; position += width) {
      found.push(...toRows(one.all(...flat.slice(position, position + width))));
    }
    return found;
  };
}

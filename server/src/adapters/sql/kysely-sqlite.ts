/**
 * Gives Kysely a `node:sqlite`-shaped database in the shape its SQLite dialect expects. Every transaction of the case
 * store writes, so `begin` takes the write lock at once: a deferred one that read first could find another process
 * ahead of it and fail at its first write, where no waiting helps.
 */
import type { SqliteDatabase as KyselyDatabase, SqliteStatement as KyselyStatement } from 'kysely';
import type { SqliteDatabase } from '../sqlite/open-sqlite.ts';

type Bindable = string | number | bigint | null | Uint8Array;

export function toKyselyDatabase(database: SqliteDatabase): KyselyDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => toKyselyStatement(database, text === 'begin' ? 'begin immediate' : text),
  };
}

function toKyselyStatement(database: SqliteDatabase, text: string): KyselyStatement {
  const statement = database.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...toBindable(parameters)),
    run: (parameters) => statement.run(...toBindable(parameters)),
    iterate: (parameters) => statement.iterate(...toBindable(parameters)) as IterableIterator<unknown>,
  };
}

const toBindable = (parameters: readonly unknown[]): Bindable[] => parameters as Bindable[];

/**
 * One way to open an SQLite file: `node:sqlite` where Node has all of it, `@photostructure/sqlite` (the same API as a
 * package) on Node 20. Write-ahead log, busy timeout and durability are set here, so every store behaves alike.
 */
import { createRequire } from 'node:module';
import type { DatabaseSyncInstance, DatabaseSyncOptions, StatementSyncInstance } from '@photostructure/sqlite';

export type SqliteDatabase = DatabaseSyncInstance;
export type SqliteStatement = StatementSyncInstance;

export type OpenSqliteOptions = {
  /** A file path, or `:memory:`. */
  readonly path: string;
  readonly readOnly?: boolean;
  /** FULL: a commit survives a power cut. NORMAL: it survives a crash of the process, and the file stays whole. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  readonly busyTimeoutMs?: number;
  /** Of a new file; an old one keeps its own. */
  readonly pageBytes?: number;
};

type SqliteModule = {
  readonly DatabaseSync: new (path: string, options?: DatabaseSyncOptions) => DatabaseSyncInstance;
  readonly StatementSync: { readonly prototype: object };
};

let loaded: SqliteModule | undefined;

/** Node's own module is taken once it returns rows as arrays (22.16, 24.0); before that the package does. */
function loadModule(): SqliteModule {
  if (loaded) return loaded;
  const builtin = process.getBuiltinModule?.('node:sqlite') as SqliteModule | undefined;
  const isComplete = builtin !== undefined && 'setReturnArrays' in builtin.StatementSync.prototype;
  loaded = isComplete ? builtin : toModule(createRequire(import.meta.url)('@photostructure/sqlite'));
  return loaded;
}

const toModule = (value: unknown): SqliteModule => value as SqliteModule;

export function openSqlite(options: OpenSqliteOptions): SqliteDatabase {
  const { DatabaseSync } = loadModule();
  const database = new DatabaseSync(options.path, { readOnly: options.readOnly ?? false });
  try {
    // First of all, so that even the pragmas below wait for another process instead of failing.
    database.exec(`PRAGMA busy_timeout = ${options.busyTimeoutMs ?? 10_000}`);
    if (options.pageBytes) database.exec(`PRAGMA page_size = ${options.pageBytes}`);
    if (!options.readOnly) {
      database.exec('PRAGMA journal_mode = WAL');
      database.exec(`PRAGMA synchronous = ${options.synchronous ?? 'FULL'}`);
    }
    database.exec('PRAGMA trusted_schema = OFF');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

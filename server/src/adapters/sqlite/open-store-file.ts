import { openSqlite, type SqliteDatabase } from './open-sqlite.ts';

export type StoreFile = {
  readonly path: string;
  /** The file may grow to this size and no further: beyond it the store is full. Default: the disk's own limit. */
  readonly maxBytes?: number;
};

const PAGE_BYTES = 8192;

/** As the graph store sets it up; makes it where there is none. */
export function openStoreFile({ path, maxBytes }: StoreFile): SqliteDatabase {
  // A crash of the process loses nothing under NORMAL, and an import is rerun after a power cut.
  const database = openSqlite({ path, synchronous: 'NORMAL', pageBytes: PAGE_BYTES });
  database.exec('PRAGMA cache_size = -48000; PRAGMA wal_autocheckpoint = 16000; PRAGMA temp_store = MEMORY');
  if (maxBytes) database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / PAGE_BYTES)}`);
  return database;
}

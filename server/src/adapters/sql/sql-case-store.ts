/** The case store in one SQL database. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import type { CaseStore, EventLog } from '../../application/ports/case-store.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { toKyselyDatabase } from './kysely-sqlite.ts';
import { migrate } from './migrate.ts';
import { createSqlAccessStore } from './sql-access-store.ts';
import { createSqlRingStore } from './sql-ring-store.ts';
import type { CaseTables } from './tables.ts';

/** `path` is a file, or `:memory:`. Throws FailureError where the store was written by a newer version. */
export async function openSqliteCaseStore(path: string): Promise<CaseStore> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = openSqlite({ path, synchronous: 'FULL' });
  return createSqlCaseStore(new Kysely({ dialect: new SqliteDialect({ database: toKyselyDatabase(database) }) }));
}

async function createSqlCaseStore(db: Kysely<CaseTables>): Promise<CaseStore> {
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    rings: createSqlRingStore(db),
    access: createSqlAccessStore(db),
    log: createSqlEventLog(db),
    close: () => db.destroy(),
  };
}

/** Numbered without gaps in the order of commit: a missing number would show that something was taken out. */
function createSqlEventLog(db: Kysely<CaseTables>): EventLog {
  return {
    async append({ type, at, principal, subject, details }) {
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from domain_event)`;
      const row = { number, type, at, principal, subject, details: JSON.stringify(details) };
      await db.insertInto('domain_event').values(row).execute();
    },
  };
}

/** The case store in one SQL database. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import type { CaseStore } from '../../application/ports/case-store.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { toKyselyDatabase } from './kysely-sqlite.ts';
import { migrate } from './migrate.ts';
import { createSqlAccessStore } from './sql-access-store.ts';
import { createSqlAlertStore } from './sql-alert-store.ts';
import { createSqlChangeFeed } from './sql-change-feed.ts';
import { createSqlEventLog } from './sql-event-log.ts';
import { createSqlNewcomerStore } from './sql-newcomer-store.ts';
import { createSqlProjectionOutbox } from './sql-projection-outbox.ts';
import { createSqlRetention } from './sql-retention.ts';
import { createSqlRingStore } from './sql-ring-store.ts';
import { createSqlScheduleStore } from './sql-schedule-store.ts';
import { createSqlParameterSetStore, createSqlSettingStore } from './sql-setting-store.ts';
import { createSqlSuppressionStore } from './sql-suppression-store.ts';
import { createSqlVerdictStore } from './sql-verdict-store.ts';
import { createSqlWebhookStore } from './sql-webhook-store.ts';
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
    webhooks: createSqlWebhookStore(db),
    schedules: createSqlScheduleStore(db),
    retention: createSqlRetention(db),
    log: createSqlEventLog(db),
    verdicts: createSqlVerdictStore(db),
    settings: createSqlSettingStore(db),
    parameterSets: createSqlParameterSetStore(db),
    alerts: createSqlAlertStore(db),
    suppressions: createSqlSuppressionStore(db),
    newcomers: createSqlNewcomerStore(db),
    changes: createSqlChangeFeed(db),
    projection: createSqlProjectionOutbox(db),
    close: () => db.destroy(),
  };
}

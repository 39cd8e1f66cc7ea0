/**
 * Brings a case store to the newest shape, one numbered migration after the other, in one transaction: Kysely's own
 * migrator runs SQLite migrations outside of any, where two processes starting at once would both create the tables.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import { FailureError, failure } from '../../domain/failure.ts';
import * as first from './migrations/0001-first.ts';
import * as lineage from './migrations/0002-lineage.ts';
import * as webhooks from './migrations/0003-webhooks.ts';
import * as schedules from './migrations/0004-schedules.ts';
import * as verdicts from './migrations/0005-verdicts.ts';
import * as settings from './migrations/0006-settings.ts';
import * as alerts from './migrations/0007-alerts.ts';
import * as projection from './migrations/0008-projection.ts';
import * as newcomers from './migrations/0009-newcomers.ts';
import * as projectionOwner from './migrations/0010-projection-owner.ts';
import * as verdictPicture from './migrations/0011-verdict-picture.ts';
import * as leads from './migrations/0012-leads.ts';
import * as alertQueue from './migrations/0013-alert-queue.ts';
import * as webhookWait from './migrations/0014-webhook-wait.ts';
import type { CaseTables } from './tables.ts';

type Migration = { readonly up: (db: Pick<Kysely<unknown>, 'schema' | 'getExecutor'>) => Promise<void> };
/** To change the shape: add the next file in migrations/ and one line here; never edit an old one. */
const MIGRATIONS: readonly (readonly [name: string, migration: Migration])[] = [
  ['0001-first', first],
  ['0002-lineage', lineage],
  ['0003-webhooks', webhooks],
  ['0004-schedules', schedules],
  ['0005-verdicts', verdicts],
  ['0006-settings', settings],
  ['0007-alerts', alerts],
  ['0008-projection', projection],
  ['0009-newcomers', newcomers],
  ['0010-projection-owner', projectionOwner],
  ['0011-verdict-picture', verdictPicture],
  ['0012-leads', leads],
  ['0013-alert-queue', alertQueue],
  ['0014-webhook-wait', webhookWait],
];

type MigrationTables = { schema_migration: { name: string } };

export async function migrate(db: Kysely<CaseTables>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`create table if not exists schema_migration (name text primary key)`.execute(tx);
    const applied = await appliedMigrations(tx.withTables<MigrationTables>());
    for (const [name, { up }] of MIGRATIONS) {
      if (applied.has(name)) continue;
      await up(tx);
      await tx.withTables<MigrationTables>().insertInto('schema_migration').values({ name }).execute();
    }
  });
}

async function appliedMigrations(tx: Transaction<CaseTables & MigrationTables>): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('schema_migration').select('name').execute();
  const known = new Set(MIGRATIONS.map(([name]) => name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown === undefined) return new Set(rows.map((row) => row.name));
  throw new FailureError(
    failure('STORE_TOO_NEW', `the case store was written by a newer Clewline (${unknown.name}): update Clewline first`),
  );
}

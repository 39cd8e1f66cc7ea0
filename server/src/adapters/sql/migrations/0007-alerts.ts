/** Alerts with their figures and steps, and what keeps them back. Times are TimePoints. */
import type { Kysely } from 'kysely';

type Database = Pick<Kysely<unknown>, 'schema'>;

export async function up(db: Database): Promise<void> {
  await createAlerts(db);
  await db.schema
    .createTable('suppression')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('suppression_match')
    .addColumn('suppression_id', 'text', (column) => column.notNull())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('statement', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('suppression_match_key', ['suppression_id', 'ring_id'])
    .execute();
}

async function createAlerts(db: Database): Promise<void> {
  await db.schema
    .createTable('alert')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    // The ring's id while it is not closed: unique, so that a ring has at most one.
    .addColumn('live_ring_id', 'text', (column) => column.unique())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('severity', 'integer', (column) => column.notNull())
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('last_step', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('alert_by_ring').on('alert').columns(['ring_id', 'last_step']).execute();
  await db.schema
    .createTable('alert_priority')
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('per_hour', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_priority_key', ['alert_id', 'currency'])
    .execute();
  await db.schema
    .createTable('alert_step')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('alert_step_by_alert').on('alert_step').columns(['alert_id', 'number']).execute();
}

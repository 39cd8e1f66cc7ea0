/** Accounts that registered lately near something known, each once, and how far their screening has come. */
import type { Kysely } from 'kysely';

export async function up(db: Pick<Kysely<unknown>, 'schema'>): Promise<void> {
  await db.schema
    .createTable('newcomer')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'bigint', (column) => column.notNull().unique())
    .addColumn('entity', 'text', (column) => column.notNull().unique())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('risk', 'double precision', (column) => column.notNull())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('found_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('newcomer_by_risk').on('newcomer').columns(['status', 'risk', 'number']).execute();
  await db.schema.createIndex('newcomer_by_ring').on('newcomer').columns(['ring_id']).execute();
  await db.schema
    .createTable('screening_sweep')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('step', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}

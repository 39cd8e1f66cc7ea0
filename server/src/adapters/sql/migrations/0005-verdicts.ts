/** Verdicts of every kind, only ever added to: the last number on a subject holds. */
import type { Kysely } from 'kysely';

export async function up(db: Pick<Kysely<unknown>, 'schema'>): Promise<void> {
  await db.schema
    .createTable('verdict')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('verdict_by_ring').on('verdict').columns(['kind', 'ring_id', 'number']).execute();
}

/** Who is tied to known fraud, as the newest published run found it. */
import type { Kysely } from 'kysely';

export async function up(db: Pick<Kysely<unknown>, 'schema'>): Promise<void> {
  await db.schema
    .createTable('lead')
    .addColumn('position', 'bigint', (column) => column.primaryKey())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}
